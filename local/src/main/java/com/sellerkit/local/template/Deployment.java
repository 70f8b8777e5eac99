package com.sellerkit.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/// How much of what a template deploys, as far as it is paid for.
public final class Deployment {
    private final JsonNode document;

    private Deployment(JsonNode document) {
        this.document = document;
    }

    /// Reads a template as it stands, with every resource of it.
    public static Deployment of(Path template) {
        return new Deployment(Yaml.read(template));
    }

    /// How many resources are of a type, such as `AWS::KMS::Key`.
    public int count(String type) {
        int count = 0;
        for (JsonNode resource : document.path("Resources")) {
            count += resource.path("Type").asText().equals(type) ? 1 : 0;
        }
        return count;
    }

    /// The memory of a function.
    ///
    /// @throws TemplateProblem when there is no such function
    public int megabytesOf(String function) {
        JsonNode properties = document.path("Resources").path(function).path("Properties");
        if (properties.isMissingNode()) {
            throw new TemplateProblem("There is no function " + function + " in the template.");
        }
        return properties
                .path("MemorySize")
                .asInt(document.at("/Globals/Function/MemorySize").asInt());
    }
}
