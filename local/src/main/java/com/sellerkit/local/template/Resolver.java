package com.sellerkit.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Evaluates CloudFormation's intrinsic functions, conditions, parameters and mappings.
final class Resolver {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final ObjectNode template;
    private final Names names;
    private final Map<String, JsonNode> parameters = new TreeMap<>();
    private final Map<String, Boolean> conditions = new TreeMap<>();
    private final Set<String> underway = new HashSet<>();

    Resolver(ObjectNode template, Names names, Map<String, String> overrides) {
        this.template = template;
        this.names = names;
        readParameters(overrides);
    }

    private void readParameters(Map<String, String> overrides) {
        JsonNode declared = template.path("Parameters");
        for (String name : overrides.keySet()) {
            if (!declared.has(name)) {
                throw new TemplateProblem(
                        "The parameter " + name + " is not declared in the template.");
            }
        }
        declared.properties()
                .forEach(entry -> {
                    String name = entry.getKey();
                    JsonNode rules = entry.getValue();
                    String given = overrides.get(name);
                    JsonNode value = given != null ? JSON.textNode(given) : rules.path("Default");
                    if (value.isMissingNode()) {
                        throw new TemplateProblem(
                                "The parameter " + name + " has no default and was not given.");
                    }
                    JsonNode allowed = rules.path("AllowedValues");
                    if (allowed.isArray() && !contains(allowed, value.asText())) {
                        throw new TemplateProblem(
                                "The parameter "
                                        + name
                                        + " is "
                                        + value.asText()
                                        + "; allowed are "
                                        + allowed
                                        + ".");
                    }
                    boolean list =
                            rules.path("Type").asText().startsWith("List<")
                                    || rules.path("Type").asText().equals("CommaDelimitedList");
                    parameters.put(
                            name,
                            list ? split(value.asText(), ",") : JSON.textNode(value.asText()));
                });
    }

    private static boolean contains(JsonNode array, String text) {
        for (JsonNode item : array) {
            if (item.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    boolean condition(String name) {
        Boolean known = conditions.get(name);
        if (known != null) {
            return known;
        }
        JsonNode expression = template.path("Conditions").path(name);
        if (expression.isMissingNode()) {
            throw new TemplateProblem(
                    "The condition " + name + " is not declared in the template.");
        }
        if (!underway.add("condition " + name)) {
            throw new TemplateProblem("The condition " + name + " refers to itself.");
        }
        boolean value = truth(expression, "Conditions." + name);
        underway.remove("condition " + name);
        conditions.put(name, value);
        return value;
    }

    private boolean truth(JsonNode expression, String where) {
        if (expression.isObject() && expression.size() == 1) {
            var call = expression.properties().iterator().next();
            JsonNode argument = call.getValue();
            switch (call.getKey()) {
                case "Condition" -> {
                    return condition(argument.asText());
                }
                case "Fn::Equals" -> {
                    return resolve(argument.path(0), where)
                            .asText()
                            .equals(resolve(argument.path(1), where).asText());
                }
                case "Fn::Not" -> {
                    return !truth(argument.path(0), where);
                }
                case "Fn::And" -> {
                    for (JsonNode part : argument) {
                        if (!truth(part, where)) {
                            return false;
                        }
                    }
                    return true;
                }
                case "Fn::Or" -> {
                    for (JsonNode part : argument) {
                        if (truth(part, where)) {
                            return true;
                        }
                    }
                    return false;
                }
                default -> {
                    // falls through to the error below
                }
            }
        }
        throw new TemplateProblem(
                where
                        + " is not a condition: "
                        + expression
                        + "; allowed are Condition, Fn::Equals, Fn::Not, Fn::And, Fn::Or.");
    }

    ObjectNode resolveObject(JsonNode node, String where) {
        JsonNode resolved = resolve(node, where);
        if (resolved.isMissingNode()) {
            return JSON.objectNode();
        }
        if (resolved instanceof ObjectNode object) {
            return object;
        }
        throw new TemplateProblem(where + " should be a mapping, but is " + resolved + ".");
    }

    /// Gives the value; `AWS::NoValue` and missing nodes come back as missing and are left out by
    /// their container.
    JsonNode resolve(JsonNode node, String where) {
        if (node instanceof ObjectNode object) {
            if (object.size() == 1) {
                var only = object.properties().iterator().next();
                String key = only.getKey();
                if (key.equals("Ref") || key.startsWith("Fn::")) {
                    return call(key, only.getValue(), where);
                }
            }
            ObjectNode result = JSON.objectNode();
            object.properties()
                    .forEach(entry -> {
                        JsonNode value = resolve(entry.getValue(), where + "." + entry.getKey());
                        if (!value.isMissingNode()) {
                            result.set(entry.getKey(), value);
                        }
                    });
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JSON.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = resolve(array.get(i), where + "[" + i + "]");
                if (!value.isMissingNode()) {
                    result.add(value);
                }
            }
            return result;
        }
        return node;
    }

    private JsonNode call(String function, JsonNode argument, String where) {
        return switch (function) {
            case "Ref" -> ref(argument.asText(), where);
            case "Fn::GetAtt" ->
                    JSON.textNode(
                            attribute(
                                    argument.path(0).asText(),
                                    resolve(argument.path(1), where).asText(),
                                    where));
            case "Fn::Sub" -> JSON.textNode(substitute(argument, where));
            case "Fn::If" ->
                    resolve(argument.path(condition(argument.path(0).asText()) ? 1 : 2), where);
            case "Fn::Join" -> {
                var parts = new ArrayList<String>();
                resolve(argument.path(1), where).forEach(part -> parts.add(part.asText()));
                yield JSON.textNode(String.join(argument.path(0).asText(), parts));
            }
            case "Fn::Split" ->
                    split(resolve(argument.path(1), where).asText(), argument.path(0).asText());
            case "Fn::Select" -> {
                int index = resolve(argument.path(0), where).asInt();
                JsonNode chosen = resolve(argument.path(1), where).path(index);
                if (chosen.isMissingNode()) {
                    throw new TemplateProblem(where + ": Fn::Select has no element " + index + ".");
                }
                yield chosen;
            }
            case "Fn::FindInMap" -> {
                JsonNode value = template.path("Mappings");
                for (JsonNode key : argument) {
                    value = value.path(resolve(key, where).asText());
                }
                if (value.isMissingNode()) {
                    throw new TemplateProblem(
                            where + ": Fn::FindInMap finds nothing at " + argument + ".");
                }
                yield value;
            }
            case "Fn::Base64" ->
                    JSON.textNode(
                            java.util.Base64.getEncoder()
                                    .encodeToString(
                                            resolve(argument, where)
                                                    .asText()
                                                    .getBytes(
                                                            java.nio.charset.StandardCharsets
                                                                    .UTF_8)));
            case "Fn::GetAZs" -> JSON.arrayNode().add(names.region() + "a");
            default ->
                    throw new TemplateProblem(
                            where
                                    + " calls "
                                    + function
                                    + ", which one machine does not know; "
                                    + "known are Ref, GetAtt, Sub, If, Join, Split, Select, FindInMap, Base64, GetAZs.");
        };
    }

    private JsonNode ref(String name, String where) {
        switch (name) {
            case "AWS::NoValue" -> {
                return MissingNode.getInstance();
            }
            case "AWS::Region" -> {
                return JSON.textNode(names.region());
            }
            case "AWS::AccountId" -> {
                return JSON.textNode(Names.ACCOUNT);
            }
            case "AWS::Partition" -> {
                return JSON.textNode("aws");
            }
            case "AWS::URLSuffix" -> {
                return JSON.textNode("amazonaws.com");
            }
            case "AWS::StackName" -> {
                return JSON.textNode(names.stack());
            }
            case "AWS::StackId" -> {
                return JSON.textNode(
                        "arn:aws:cloudformation:"
                                + names.region()
                                + ":"
                                + Names.ACCOUNT
                                + ":stack/"
                                + names.stack()
                                + "/local");
            }
            default -> {
                // a parameter or a resource
            }
        }
        JsonNode parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        String id = resourceId(name, where);
        return JSON.textNode(names.ref(id, type(id), properties(id)));
    }

    private String attribute(String name, String attribute, String where) {
        String id = resourceId(name, where);
        // SAM makes a role for each function, `<function>Role`, which only policies refer to.
        if (!id.equals(name)) {
            return "arn:aws:iam::" + Names.ACCOUNT + ":role/" + names.stack() + "-" + name;
        }
        return names.attribute(id, type(id), attribute, properties(id))
                .orElseThrow(() ->
                        new TemplateProblem(
                                where
                                        + " asks for "
                                        + name
                                        + "."
                                        + attribute
                                        + ", which one machine does not know."));
    }

    /// The logical id of the resource meant, also for what SAM generates (`XRole`, `X.Alias`,
    /// `X.Version`, `X.Stage`).
    private String resourceId(String name, String where) {
        JsonNode resources = template.path("Resources");
        if (resources.has(name)) {
            return name;
        }
        for (String suffix :
                List.of("Role", ".Alias", ".Version", "Aliaslive", ".Stage", ".Deployment")) {
            if (name.endsWith(suffix)
                    && resources.has(name.substring(0, name.length() - suffix.length()))) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        throw new TemplateProblem(
                where + " refers to " + name + ", which is neither a parameter nor a resource.");
    }

    private String type(String id) {
        return template.path("Resources").path(id).path("Type").asText();
    }

    /// Only what names are made of is resolved here: resolving everything would go in circles.
    private ObjectNode properties(String id) {
        ObjectNode result = JSON.objectNode();
        if (!underway.add("resource " + id)) {
            return result;
        }
        JsonNode all = template.path("Resources").path(id).path("Properties");
        for (String key :
                List.of(
                        "TableName",
                        "QueueName",
                        "Name",
                        "FunctionName",
                        "TopicName",
                        "LogGroupName",
                        "AliasName",
                        "FifoQueue",
                        "StageName")) {
            JsonNode value =
                    all.has(key)
                            ? resolve(all.path(key), id + "." + key)
                            : MissingNode.getInstance();
            if (!value.isMissingNode()) {
                result.set(key, value);
            }
        }
        underway.remove("resource " + id);
        return result;
    }

    private String substitute(JsonNode argument, String where) {
        String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        JsonNode own = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
        Matcher matcher = PLACEHOLDER.matcher(text);
        var result = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2);
            String value;
            if (!matcher.group(1).isEmpty()) {
                value = "${" + name + "}";
            } else if (own.has(name)) {
                value = resolve(own.path(name), where).asText();
            } else if (name.contains(".")
                    && !name.endsWith(".Stage")
                    && !name.endsWith(".Alias")
                    && !name.endsWith(".Version")) {
                String[] parts = name.split("\\.", 2);
                value = attribute(parts[0], parts[1], where);
            } else {
                value = ref(name, where).asText();
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(result);
        return result.toString();
    }

    private static ArrayNode split(String text, String separator) {
        ArrayNode array = JSON.arrayNode();
        for (String part : text.split(Pattern.quote(separator), -1)) {
            array.add(part.strip());
        }
        return array;
    }
}
