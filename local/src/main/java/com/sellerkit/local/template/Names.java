package com.sellerkit.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Gives each resource the name, address and ARN that it has on one machine.
///
/// @param region the region the suite pretends to be in
/// @param stack the name of the stack, a prefix of generated names
/// @param door the address that SDK clients talk to
/// @param app the address that serves the sellers' application
/// @param issuer the address of the sign-in service
public record Names(String region, String stack, URI door, URI app, URI issuer) {
    /// The account number that stands for this machine.
    public static final String ACCOUNT = "000000000000";

    private static final Map<String, String> NAME_PROPERTY =
            Map.of(
                    "AWS::DynamoDB::Table", "TableName",
                    "AWS::SQS::Queue", "QueueName",
                    "AWS::Events::EventBus", "Name",
                    "AWS::SecretsManager::Secret", "Name",
                    "AWS::Serverless::Function", "FunctionName",
                    "AWS::SNS::Topic", "TopicName",
                    "AWS::Logs::LogGroup", "LogGroupName",
                    "AWS::KMS::Alias", "AliasName");

    /// The physical name: what the template says, or one made from stack and logical id.
    public String physical(String id, String type, ObjectNode resolvedProperties) {
        String property = NAME_PROPERTY.get(type);
        if (property != null && resolvedProperties.path(property).isTextual()) {
            return resolvedProperties.path(property).textValue();
        }
        boolean fifo = resolvedProperties.path("FifoQueue").asBoolean(false);
        return stack + "-" + id + (fifo ? ".fifo" : "");
    }

    /// The identifier of a key: a UUID made from its logical id, so that it is the same at each
    /// start.
    public String keyId(String id) {
        return java.util
                .UUID
                .nameUUIDFromBytes(
                        (stack + "/" + id).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    /// What `Ref` gives for a resource.
    public String ref(String id, String type, ObjectNode resolvedProperties) {
        String name = physical(id, type, resolvedProperties);
        return switch (type) {
            case "AWS::SQS::Queue" -> queueUrl(name);
            case "AWS::KMS::Key" -> keyId(id);
            case "AWS::SecretsManager::Secret", "AWS::SNS::Topic" ->
                    arn(id, type, resolvedProperties);
            case "AWS::Serverless::Api", "AWS::Serverless::HttpApi" -> "local";
            case "AWS::Cognito::UserPool" -> region + "_local";
            case "AWS::Cognito::UserPoolClient" -> stack + "-app";
            default -> name;
        };
    }

    /// What `Fn::GetAtt` gives, or nothing when the attribute is unknown for the type.
    public Optional<String> attribute(
            String id, String type, String attribute, ObjectNode resolvedProperties) {
        String name = physical(id, type, resolvedProperties);
        return switch (attribute) {
            case "Arn", "Id", "TopicArn", "SecretArn" ->
                    Optional.of(arn(id, type, resolvedProperties));
            case "QueueUrl" -> Optional.of(queueUrl(name));
            case "QueueName", "Name", "TopicName", "KeyId" ->
                    Optional.of(type.equals("AWS::KMS::Key") ? keyId(id) : name);
            case "StreamArn", "LatestStreamLabel" ->
                    Optional.of(
                            arn(id, type, resolvedProperties) + "/stream/2026-01-01T00:00:00.000");
            case "ProviderURL" -> Optional.of(issuer.toString());
            case "ProviderName" -> Optional.of(issuer.getAuthority());
            case "ClientId" -> Optional.of(stack + "-app");
            case "RootResourceId", "UserPoolId", "Version", "RoleId" -> Optional.of(name);
            default -> Optional.empty();
        };
    }

    /// The address by which messages are sent to a queue.
    public String queueUrl(String queueName) {
        return door + "/" + ACCOUNT + "/" + queueName;
    }

    /// The ARN of a resource.
    public String arn(String id, String type, ObjectNode resolvedProperties) {
        String name = physical(id, type, resolvedProperties);
        return switch (type) {
            case "AWS::SQS::Queue" -> arn("sqs", name);
            case "AWS::DynamoDB::Table" -> arn("dynamodb", "table/" + name);
            case "AWS::KMS::Key" -> arn("kms", "key/" + keyId(id));
            case "AWS::KMS::Alias" -> arn("kms", name);
            case "AWS::SecretsManager::Secret" ->
                    arn("secretsmanager", "secret:" + name + "-local0");
            case "AWS::Events::EventBus" -> arn("events", "event-bus/" + name);
            case "AWS::Events::Rule" -> arn("events", "rule/" + name);
            case "AWS::Serverless::Function" -> arn("lambda", "function:" + name);
            case "AWS::SNS::Topic" -> arn("sns", name);
            case "AWS::Logs::LogGroup" -> arn("logs", "log-group:" + name);
            case "AWS::Cognito::UserPool" -> arn("cognito-idp", "userpool/" + region + "_local");
            case "AWS::IAM::Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name;
            default -> arn("local", name);
        };
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + ACCOUNT + ":" + resource;
    }
}
