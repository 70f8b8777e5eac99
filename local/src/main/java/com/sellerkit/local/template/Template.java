package com.sellerkit.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// template.yaml, resolved for one machine.
///
/// @param tables input of `CreateTable` and the attribute that expires records, in the template's
///   order
/// @param keys the ARNs of encryption keys
/// @param httpApis the logical ids of HTTP APIs
public record Template(
        List<FunctionSpec> functions,
        List<ApiSpec> apis,
        List<String> httpApis,
        List<Table> tables,
        List<Queue> queues,
        List<Key> keys,
        List<Secret> secrets,
        List<String> buses,
        List<Client> clients) {
    public Template {
        functions = List.copyOf(functions);
        apis = List.copyOf(apis);
        httpApis = List.copyOf(httpApis);
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        keys = List.copyOf(keys);
        secrets = List.copyOf(secrets);
        buses = List.copyOf(buses);
        clients = List.copyOf(clients);
    }

    /// A table: what `CreateTable` takes, and the attribute by which records expire.
    public record Table(String name, ObjectNode create, Optional<String> expiresBy) {}

    /// A queue and its attributes as `CreateQueue` takes them.
    public record Queue(String name, String arn, Map<String, String> attributes) {
        public Queue {
            attributes = Map.copyOf(attributes);
        }
    }

    /// An encryption key and the aliases that lead to it.
    public record Key(String id, String arn, List<String> aliases) {
        public Key {
            aliases = List.copyOf(aliases);
        }
    }

    /// A secret; the runner decides what it holds.
    public record Secret(String id, String name, String arn) {}

    /// An application that signs people in.
    ///
    /// @param callbackPaths paths of the application that codes may be sent to
    public record Client(
            String id, List<String> callbackPaths, List<String> logoutPaths, List<String> scopes) {
        public Client {
            callbackPaths = List.copyOf(callbackPaths);
            logoutPaths = List.copyOf(logoutPaths);
            scopes = List.copyOf(scopes);
        }
    }

    /// Reads and checks a template.
    ///
    /// @param parameters values for declared parameters
    /// @throws TemplateProblem naming what one machine does not know or what is wrong
    public static Template read(Path file, Names names, Map<String, String> parameters) {
        return new Reader(file, names, parameters).read();
    }

    /// The parameters that a template declares.
    public static java.util.Set<String> parameterNames(Path file) {
        var declared = new java.util.TreeSet<String>();
        Yaml.read(file).path("Parameters").fieldNames().forEachRemaining(declared::add);
        return declared;
    }

    /// Finds a function by its logical id.
    ///
    /// @throws TemplateProblem when there is none
    public FunctionSpec function(String id) {
        return functions.stream()
                .filter(function -> function.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new TemplateProblem("There is no function " + id + " in the template."));
    }

    private static final class Reader {
        private static final java.util.Set<String> SECTIONS =
                java.util.Set.of(
                        "AWSTemplateFormatVersion",
                        "Transform",
                        "Description",
                        "Metadata",
                        "Parameters",
                        "Mappings",
                        "Conditions",
                        "Rules",
                        "Globals",
                        "Resources",
                        "Outputs");

        private final Path file;
        private final Names names;
        private final ObjectNode root;
        private final Resolver resolver;

        Reader(Path file, Names names, Map<String, String> parameters) {
            this.file = file;
            this.names = names;
            this.root = Yaml.read(file);
            this.resolver = new Resolver(root, names, parameters);
        }

        Template read() {
            root.fieldNames()
                    .forEachRemaining(section -> {
                        if (!SECTIONS.contains(section)) {
                            throw new TemplateProblem(
                                    "The section "
                                            + section
                                            + " is unknown; allowed are "
                                            + SECTIONS
                                            + ".");
                        }
                    });
            checkTypes();
            return new Template(
                    list("AWS::Serverless::Function", this::function),
                    list("AWS::Serverless::Api", this::api),
                    list("AWS::Serverless::HttpApi", Reader::httpApi),
                    list("AWS::DynamoDB::Table", this::table),
                    list("AWS::SQS::Queue", this::queue),
                    list("AWS::KMS::Key", this::key),
                    list(
                            "AWS::SecretsManager::Secret",
                            (id, p) ->
                                    new Secret(
                                            id,
                                            names.physical(id, "AWS::SecretsManager::Secret", p),
                                            names.arn(id, "AWS::SecretsManager::Secret", p))),
                    list(
                            "AWS::Events::EventBus",
                            (id, p) -> names.physical(id, "AWS::Events::EventBus", p)),
                    list("AWS::Cognito::UserPoolClient", this::client));
        }

        private void checkTypes() {
            resources(type -> true)
                    .forEach((id, resource) -> {
                        String type = resource.path("Type").asText();
                        if (Treatment.of(type).isEmpty()) {
                            throw new TemplateProblem(
                                    "The resource "
                                            + id
                                            + " has the type "
                                            + type
                                            + ", for which nothing is laid down on one machine: run it, substitute it or declare it"
                                            + " inert in the table of resource types.");
                        }
                        if (type.equals("AWS::Events::Rule")) {
                            throw new TemplateProblem(
                                    "The resource "
                                            + id
                                            + " is a rule of its own; on one machine rules are"
                                            + " read from the Events of the function that they start.");
                        }
                    });
        }

        private Map<String, JsonNode> resources(Predicate<String> types) {
            var found = new TreeMap<String, JsonNode>();
            root.path("Resources")
                    .properties()
                    .forEach(entry -> {
                        JsonNode condition = entry.getValue().path("Condition");
                        boolean there =
                                condition.isMissingNode() || resolver.condition(condition.asText());
                        if (there && types.test(entry.getValue().path("Type").asText())) {
                            found.put(entry.getKey(), entry.getValue());
                        }
                    });
            return found;
        }

        private <T> List<T> list(
                String type, java.util.function.BiFunction<String, ObjectNode, T> reader) {
            var list = new ArrayList<T>();
            resources(type::equals)
                    .forEach((id, resource) -> {
                        JsonNode properties = withGlobals(type, resource.path("Properties"));
                        list.add(reader.apply(id, resolver.resolveObject(properties, id)));
                    });
            return list;
        }

        private JsonNode withGlobals(String type, JsonNode properties) {
            String section =
                    switch (type) {
                        case "AWS::Serverless::Function" -> "Function";
                        case "AWS::Serverless::Api" -> "Api";
                        case "AWS::Serverless::HttpApi" -> "HttpApi";
                        default -> "";
                    };
            JsonNode globals = root.path("Globals").path(section);
            return globals.isObject() ? merge(globals, properties) : properties;
        }

        /// SAM's rule: maps are merged, lists appended, anything else is replaced by the resource's
        /// own.
        private static JsonNode merge(JsonNode global, JsonNode own) {
            if (own.isMissingNode()) {
                return global;
            }
            if (global instanceof ObjectNode base && own instanceof ObjectNode over) {
                if (isCall(base) || isCall(over)) {
                    return over;
                }
                ObjectNode result = base.deepCopy();
                over.properties()
                        .forEach(entry ->
                                result.set(
                                        entry.getKey(),
                                        merge(base.path(entry.getKey()), entry.getValue())));
                return result;
            }
            if (global instanceof ArrayNode base && own instanceof ArrayNode over) {
                return base.deepCopy().addAll(over);
            }
            return own;
        }

        private static boolean isCall(ObjectNode node) {
            if (node.size() != 1) {
                return false;
            }
            String key = node.fieldNames().next();
            return key.equals("Ref") || key.startsWith("Fn::");
        }

        private FunctionSpec function(String id, ObjectNode p) {
            String type = "AWS::Serverless::Function";
            String runtime = required(p, "Runtime", id);
            if (!runtime.equals("java25")) {
                throw new TemplateProblem(
                        id + " has the runtime " + runtime + "; one machine runs java25.");
            }
            var environment = new TreeMap<String, String>();
            p.path("Environment")
                    .path("Variables")
                    .properties()
                    .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
            JsonNode invoke = p.path("EventInvokeConfig");
            var events = new ArrayList<EventSource>();
            p.path("Events")
                    .properties()
                    .forEach(e -> events.add(event(id, e.getKey(), e.getValue())));
            return new FunctionSpec(
                    id,
                    names.physical(id, type, p),
                    names.arn(id, type, p),
                    required(p, "Handler", id),
                    file.toAbsolutePath().resolveSibling(required(p, "CodeUri", id)),
                    Duration.ofSeconds(p.path("Timeout").asInt(3)),
                    p.path("MemorySize").asInt(128),
                    environment,
                    p.has("ReservedConcurrentExecutions")
                            ? Optional.of(p.path("ReservedConcurrentExecutions").asInt())
                            : Optional.empty(),
                    invoke.path("MaximumRetryAttempts").asInt(2),
                    queueName(
                                    invoke.path("DestinationConfig")
                                            .path("OnFailure")
                                            .path("Destination"))
                            .or(() -> queueName(p.path("DeadLetterQueue").path("TargetArn"))),
                    events);
        }

        private EventSource event(String function, String name, JsonNode event) {
            String type = event.path("Type").asText();
            JsonNode p = event.path("Properties");
            String where = function + ".Events." + name;
            return switch (type) {
                case "Api" -> {
                    String authorizer = p.path("Auth").path("Authorizer").asText("");
                    yield new EventSource.Route(
                            apiOf(function, name, "RestApiId", "AWS::Serverless::Api"),
                            method(required(p, "Method", where)),
                            required(p, "Path", where),
                            !authorizer.equals("NONE")
                                    && (!authorizer.isEmpty()
                                            || hasDefaultAuthorizer(function, name)));
                }
                case "HttpApi" -> {
                    if (!p.path("PayloadFormatVersion").asText("2.0").equals("2.0")) {
                        throw new TemplateProblem(
                                where + " asks for another payload format than 2.0.");
                    }
                    yield new EventSource.Route(
                            apiOf(function, name, "ApiId", "AWS::Serverless::HttpApi"),
                            method(required(p, "Method", where)),
                            required(p, "Path", where),
                            false);
                }
                case "SQS" ->
                        new EventSource.Messages(
                                queueName(p.path("Queue"))
                                        .orElseThrow(() ->
                                                new TemplateProblem(where + " names no queue.")),
                                p.path("BatchSize").asInt(10),
                                p.path("MaximumBatchingWindowInSeconds").asInt(0),
                                p.path("ScalingConfig").path("MaximumConcurrency").asInt(5),
                                p.path("FunctionResponseTypes")
                                        .toString()
                                        .contains("ReportBatchItemFailures"));
                case "EventBridgeRule", "CloudWatchEvent" ->
                        new EventSource.Facts(
                                function + "-" + name,
                                p.path("EventBusName").asText("default"),
                                p.path("Pattern").toString(),
                                p.path("RetryPolicy").path("MaximumRetryAttempts").asInt(3),
                                queueName(p.path("DeadLetterConfig").path("Arn")));
                case "Schedule", "ScheduleV2" ->
                        new EventSource.Schedule(
                                function + "-" + name,
                                schedule(
                                        where,
                                        p.path("Schedule")
                                                .asText(p.path("ScheduleExpression").asText())),
                                p.has("Input")
                                        ? Optional.of(p.path("Input").asText())
                                        : Optional.empty(),
                                p.path("Enabled").asBoolean(true)
                                        && !p.path("State").asText().equals("DISABLED"));
                default ->
                        throw new TemplateProblem(
                                where
                                        + " has the type "
                                        + type
                                        + ", which one machine does not know; known are Api, HttpApi, SQS, EventBridgeRule, Schedule, ScheduleV2.");
            };
        }

        private static ScheduleExpression schedule(String where, String text) {
            try {
                return ScheduleExpression.parse(text);
            } catch (TemplateProblem e) {
                throw new TemplateProblem(where + ": " + e.getMessage());
            }
        }

        private static String method(String method) {
            return method.equalsIgnoreCase("any") ? "ANY" : method.toUpperCase(Locale.ROOT);
        }

        /// The API that a route belongs to: its logical id, read before names are resolved.
        private String apiOf(String function, String event, String property, String type) {
            JsonNode named = rawEvent(function, event).path(property);
            String id = named.path("Ref").asText();
            if (!root.path("Resources").path(id).path("Type").asText().equals(type)) {
                throw new TemplateProblem(
                        function
                                + ".Events."
                                + event
                                + " needs "
                                + property
                                + ": !Ref to an "
                                + type
                                + "; seen "
                                + named
                                + ".");
            }
            return id;
        }

        private JsonNode rawEvent(String function, String event) {
            return root.path("Resources")
                    .path(function)
                    .path("Properties")
                    .path("Events")
                    .path(event)
                    .path("Properties");
        }

        private boolean hasDefaultAuthorizer(String function, String event) {
            String api = rawEvent(function, event).path("RestApiId").path("Ref").asText();
            return !withGlobals(
                            "AWS::Serverless::Api",
                            root.path("Resources").path(api).path("Properties"))
                    .path("Auth")
                    .path("DefaultAuthorizer")
                    .isMissingNode();
        }

        private static Optional<String> queueName(JsonNode arn) {
            return arn.isTextual() && arn.textValue().startsWith("arn:aws:sqs:")
                    ? Optional.of(arn.textValue().substring(arn.textValue().lastIndexOf(':') + 1))
                    : Optional.empty();
        }

        private ApiSpec api(String id, ObjectNode p) {
            JsonNode auth = p.path("Auth");
            JsonNode authorizer =
                    auth.path("Authorizers").path(auth.path("DefaultAuthorizer").asText());
            var responses = new TreeMap<String, ApiSpec.GatewayResponse>();
            p.path("GatewayResponses")
                    .properties()
                    .forEach(e -> {
                        var headers = new TreeMap<String, String>();
                        e.getValue()
                                .path("ResponseParameters")
                                .path("Headers")
                                .properties()
                                .forEach(h ->
                                        headers.put(h.getKey(), unquoted(h.getValue().asText())));
                        JsonNode template =
                                e.getValue().path("ResponseTemplates").path("application/json");
                        responses.put(
                                e.getKey(),
                                new ApiSpec.GatewayResponse(
                                        e.getValue().has("StatusCode")
                                                ? Optional.of(
                                                        e.getValue().path("StatusCode").asInt())
                                                : Optional.empty(),
                                        headers,
                                        template.isTextual()
                                                ? Optional.of(template.textValue())
                                                : Optional.empty()));
                    });
            var variables = new TreeMap<String, String>();
            p.path("Variables")
                    .properties()
                    .forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
            return new ApiSpec(
                    id,
                    required(p, "StageName", id),
                    variables,
                    texts(p.path("BinaryMediaTypes")).stream()
                            .map(type -> type.replace("~1", "/"))
                            .toList(),
                    texts(authorizer.path("AuthorizationScopes")),
                    responses);
        }

        /// On one machine it has no authorizer, no stage and no settings but its routes.
        private static String httpApi(String id, ObjectNode p) {
            for (String unknown : List.of("Auth", "DefinitionBody", "StageName")) {
                if (p.has(unknown)) {
                    throw new TemplateProblem(
                            id
                                    + " has "
                                    + unknown
                                    + ", which one machine does not know for an HTTP API.");
                }
            }
            return id;
        }

        private static String unquoted(String text) {
            return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
                    ? text.substring(1, text.length() - 1)
                    : text;
        }

        private Table table(String id, ObjectNode p) {
            ObjectNode create = p.objectNode();
            create.put("TableName", names.physical(id, "AWS::DynamoDB::Table", p));
            for (String key :
                    List.of(
                            "AttributeDefinitions",
                            "KeySchema",
                            "GlobalSecondaryIndexes",
                            "LocalSecondaryIndexes",
                            "BillingMode",
                            "ProvisionedThroughput")) {
                if (p.has(key)) {
                    create.set(key, p.get(key));
                }
            }
            if (p.has("StreamSpecification")) {
                create.set(
                        "StreamSpecification",
                        ((ObjectNode) p.get("StreamSpecification").deepCopy())
                                .put("StreamEnabled", true));
            }
            JsonNode expiry = p.path("TimeToLiveSpecification");
            return new Table(
                    create.path("TableName").asText(),
                    create,
                    expiry.path("Enabled").asBoolean(false)
                            ? Optional.of(required(expiry, "AttributeName", id))
                            : Optional.empty());
        }

        private Queue queue(String id, ObjectNode p) {
            var attributes = new TreeMap<String, String>();
            for (String key :
                    List.of(
                            "VisibilityTimeout",
                            "DelaySeconds",
                            "MessageRetentionPeriod",
                            "ReceiveMessageWaitTimeSeconds",
                            "MaximumMessageSize",
                            "FifoQueue",
                            "ContentBasedDeduplication")) {
                if (p.has(key)) {
                    attributes.put(key, p.get(key).asText());
                }
            }
            if (p.has("RedrivePolicy")) {
                attributes.put("RedrivePolicy", p.get("RedrivePolicy").toString());
            }
            return new Queue(
                    names.physical(id, "AWS::SQS::Queue", p),
                    names.arn(id, "AWS::SQS::Queue", p),
                    attributes);
        }

        private Key key(String id, ObjectNode p) {
            var aliases = new ArrayList<String>();
            resources("AWS::KMS::Alias"::equals)
                    .forEach((alias, resource) -> {
                        ObjectNode properties =
                                resolver.resolveObject(resource.path("Properties"), alias);
                        String target = properties.path("TargetKeyId").asText();
                        if (target.equals(names.keyId(id))
                                || target.endsWith("/" + names.keyId(id))) {
                            aliases.add(properties.path("AliasName").asText());
                        }
                    });
            return new Key(names.keyId(id), names.arn(id, "AWS::KMS::Key", p), aliases);
        }

        private Client client(String id, ObjectNode p) {
            ObjectNode none = p.objectNode();
            return new Client(
                    names.ref(id, "AWS::Cognito::UserPoolClient", none),
                    paths(p.path("CallbackURLs")),
                    paths(p.path("LogoutURLs")),
                    texts(p.path("AllowedOAuthScopes")));
        }

        /// The deployed addresses have a host and a stage of their own; on one machine only their
        /// last part remains.
        private List<String> paths(JsonNode urls) {
            String stage =
                    resources("AWS::Serverless::Api"::equals).values().stream()
                            .map(api ->
                                    resolver.resolve(
                                                    api.path("Properties").path("StageName"),
                                                    "StageName")
                                            .asText())
                            .findFirst()
                            .orElse("");
            return texts(urls).stream()
                    .map(url -> java.net.URI.create(url).getRawPath())
                    .map(path ->
                            path.startsWith("/" + stage + "/")
                                    ? path.substring(stage.length() + 1)
                                    : path)
                    .distinct()
                    .toList();
        }

        private static List<String> texts(JsonNode array) {
            var list = new ArrayList<String>();
            array.forEach(item -> list.add(item.asText()));
            return list;
        }

        private static String required(JsonNode node, String key, String where) {
            JsonNode value = node.path(key);
            if (value.isMissingNode() || value.isContainerNode()) {
                throw new TemplateProblem(where + " needs " + key + ".");
            }
            return value.asText();
        }
    }
}
