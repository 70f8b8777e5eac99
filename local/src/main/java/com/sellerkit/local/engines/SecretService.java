package com.sellerkit.local.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.door.Service;
import com.sellerkit.local.door.ServiceError;
import com.sellerkit.local.template.Template;
import java.util.HashMap;
import java.util.Map;

/// Stands in for Secrets Manager: gives the current value of a secret.
public final class SecretService implements Service {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> values = new HashMap<>();

    /// Lays down a secret's value.
    ///
    /// @param value the text that `GetSecretValue` gives
    public void put(Template.Secret secret, String value) {
        ObjectNode answer =
                JSON.objectNode()
                        .put("ARN", secret.arn())
                        .put("Name", secret.name())
                        .put("VersionId", "00000000-0000-4000-8000-000000000001")
                        .put("SecretString", value)
                        .put("CreatedDate", 1767225600.0);
        answer.putArray("VersionStages").add("AWSCURRENT");
        values.put(secret.arn(), answer);
        values.put(secret.name(), answer);
    }

    @Override
    public JsonNode handle(String operation, JsonNode input) throws ServiceError {
        if (!operation.equals("GetSecretValue")) {
            throw new ServiceError(
                    "UnknownOperationException",
                    "Secrets Manager " + operation + " is not run here.");
        }
        ObjectNode value = values.get(input.path("SecretId").asText());
        String stage = input.path("VersionStage").asText("AWSCURRENT");
        if (value == null || !stage.equals("AWSCURRENT")) {
            throw new ServiceError(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret.");
        }
        return value;
    }
}
