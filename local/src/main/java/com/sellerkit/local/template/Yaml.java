package com.sellerkit.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads CloudFormation's YAML into JSON, with the short intrinsic functions written long.
final class Yaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

    private Yaml() {}

    static ObjectNode read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Node root = new org.yaml.snakeyaml.Yaml(options).compose(reader);
            if (root instanceof MappingNode && convert(root) instanceof ObjectNode template) {
                return template;
            }
            throw new TemplateProblem(file.getFileName() + " is not a mapping of sections.");
        } catch (YAMLException e) {
            throw new TemplateProblem(
                    file.getFileName() + " is not readable YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode convert(Node node) {
        JsonNode plain = plain(node);
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain;
        }
        String name = tag.substring(1);
        ObjectNode call = JSON.objectNode();
        if (name.equals("GetAtt") && plain.isTextual()) {
            String[] parts = plain.textValue().split("\\.", 2);
            ArrayNode list = JSON.arrayNode();
            for (String part : parts) {
                list.add(part);
            }
            return call.set("Fn::GetAtt", list);
        }
        return call.set(WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name, plain);
    }

    private static JsonNode plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                for (NodeTuple tuple : mapping.getValue()) {
                    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                        throw new TemplateProblem(
                                "A key that is not plain text" + tuple.getKeyNode().getStartMark());
                    }
                    if (object.has(key.getValue())) {
                        throw new TemplateProblem(
                                "The key "
                                        + key.getValue()
                                        + " appears twice"
                                        + key.getStartMark());
                    }
                    object.set(key.getValue(), convert(tuple.getValueNode()));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = JSON.arrayNode();
                sequence.getValue().forEach(item -> array.add(convert(item)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new TemplateProblem("Unsupported YAML" + node.getStartMark());
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.INT)) {
            // Versions and account numbers may carry leading zeros, which must survive.
            return text.matches("-?(0|[1-9]\\d{0,17})")
                    ? JSON.numberNode(Long.parseLong(text))
                    : JSON.textNode(text);
        }
        if (tag.equals(Tag.BOOL)) {
            return switch (text.toLowerCase(java.util.Locale.ROOT)) {
                case "true", "yes", "on" -> JSON.booleanNode(true);
                default -> JSON.booleanNode(false);
            };
        }
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        return JSON.textNode(text);
    }
}
