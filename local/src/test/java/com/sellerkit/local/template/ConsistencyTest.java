package com.sellerkit.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// Holds the template, the interface's description, the handlers and the example events against
/// each other.
class ConsistencyTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Template TEMPLATE =
            Template.read(
                    PROJECT.resolve("template.yaml"),
                    new Names(
                            "us-east-1",
                            "stack",
                            URI.create("http://localhost:1"),
                            URI.create("http://localhost:2"),
                            URI.create("http://localhost:3")),
                    Map.of());

    @Test
    void everyDescribedOperationIsARouteOfTheTemplateAndTheOtherWayRound() throws IOException {
        Set<String> routes = new TreeSet<>();
        for (FunctionSpec function : TEMPLATE.functions()) {
            for (EventSource event : function.events()) {
                if (event
                                instanceof
                                EventSource.Route(String _, String method, String path, boolean in)
                        && path.startsWith("/api/")) {
                    routes.add(method + " " + path + (in ? "" : " without sign-in"));
                }
            }
        }
        assertThat(routes).isEqualTo(described());
    }

    @Test
    void everyRouteOfThePlatformsApiHasAnExampleOfItsEventAndIsWrittenDown() throws IOException {
        String described = Files.readString(PROJECT.resolve("docs/architecture.md"));
        int routes = 0;
        for (FunctionSpec function : TEMPLATE.functions()) {
            for (EventSource event : function.events()) {
                if (event instanceof EventSource.Route route
                        && TEMPLATE.httpApis().contains(route.api())) {
                    routes++;
                    String key = route.method() + " " + route.path();
                    assertThat(examples(function))
                            .as(key)
                            .anyMatch(example ->
                                    example.path("version").asText().equals("2.0")
                                            && example.path("routeKey").asText().equals(key));
                    assertThat(described).contains("`" + key + "`");
                }
            }
        }
        assertThat(routes).isPositive();
    }

    @Test
    void everyAlarmNamesARunbookAndEveryRunbookHasItsAlarm() throws IOException {
        String template = Files.readString(PROJECT.resolve("template.yaml"));
        Set<String> named = new TreeSet<>();
        int alarms = 0;
        for (MatchResult alarm : all("AlarmDescription: (.*)", template)) {
            alarms++;
            List<MatchResult> runbooks = all("docs/runbooks/([a-z-]+\\.md)", alarm.group(1));
            assertThat(runbooks).as(alarm.group()).isNotEmpty();
            runbooks.forEach(runbook -> named.add(runbook.group(1)));
        }
        assertThat(alarms).isEqualTo(all("Type: AWS::CloudWatch::Alarm\\b", template).size());
        try (Stream<Path> files = Files.list(PROJECT.resolve("docs/runbooks"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void everyCountedLineIsOneThatIsLoggedAndIsWatched() throws IOException {
        String template = Files.readString(PROJECT.resolve("template.yaml"));
        String sources = sources();
        List<MatchResult> lines =
                all(
                        "FilterPattern: '\\{ \\$\\.area = \"([a-z]+)\" && \\$\\.message = \"([a-z ]+)\" \\}'",
                        template);
        assertThat(lines)
                .hasSameSizeAs(all("Type: AWS::Logs::MetricFilter\\b", template))
                .isNotEmpty();
        for (MatchResult line : lines) {
            assertThat(sources).contains("\"" + line.group(2) + "\"");
            assertThat(sources).contains("Log.to(\"" + line.group(1) + "\")");
        }
        for (MatchResult metric :
                all("MetricTransformations:\\s+- \\{MetricName: (\\w+),", template)) {
            assertThat(template).contains("      MetricName: " + metric.group(1) + "\n");
        }
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(PROJECT.resolve("functions/src/main/java"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static List<MatchResult> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static List<JsonNode> examples(FunctionSpec function) throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(PROJECT.resolve("events"))) {
            for (Path file :
                    files.filter(file ->
                                    file.getFileName().toString().startsWith(prefix(function.id())))
                            .toList()) {
                examples.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return examples;
    }

    @Test
    void everyHandlerIsAPublicClassWithAPublicMethodThatTheRuntimeCanCall()
            throws ReflectiveOperationException {
        for (FunctionSpec function : TEMPLATE.functions()) {
            String[] handler = function.handler().split("::", -1);
            Class<?> type = Class.forName(handler[0]);
            assertThat(type).as(function.id()).isPublic();
            assertThat(Stream.of(type.getMethods()))
                    .as(function.handler())
                    .anyMatch(method ->
                            method.getName().equals(handler[1])
                                    && java.lang.reflect.Modifier.isPublic(
                                            method.getDeclaringClass().getModifiers()));
        }
    }

    @Test
    void everyFunctionHasAnExampleOfEveryKindOfEventAndEachIsJson() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(PROJECT.resolve("events"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
                JsonNode event = new ObjectMapper().readTree(file.toFile());
                assertThat(event.isObject()).as(file.toString()).isTrue();
                names.add(file.getFileName().toString());
            }
        }
        for (FunctionSpec function : TEMPLATE.functions()) {
            String prefix = prefix(function.id());
            assertThat(names)
                    .as("events of " + function.id())
                    .anyMatch(name -> name.startsWith(prefix));
        }
        assertThat(names)
                .as("no event without a function")
                .allMatch(name ->
                        TEMPLATE.functions().stream()
                                .anyMatch(function -> name.startsWith(prefix(function.id()))));
    }

    /// `SyncWorkerFunction` becomes `sync-worker-`.
    private static String prefix(String functionId) {
        return functionId
                        .replaceAll("Function$", "")
                        .replaceAll("([a-z])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT)
                + "-";
    }

    private static Set<String> described() throws IOException {
        Set<String> operations = new TreeSet<>();
        try (var reader = Files.newBufferedReader(PROJECT.resolve("docs/openapi.yaml"))) {
            JsonNode document = new ObjectMapper().valueToTree(new Yaml().load(reader));
            document.path("paths")
                    .properties()
                    .forEach(path ->
                            path.getValue().properties().stream()
                                    .filter(operation -> METHODS.contains(operation.getKey()))
                                    .forEach(operation ->
                                            operations.add(
                                                    operation.getKey().toUpperCase(Locale.ROOT)
                                                            + " "
                                                            + path.getKey()
                                                            + (isOpen(operation.getValue())
                                                                    ? " without sign-in"
                                                                    : ""))));
        }
        return operations;
    }

    private static boolean isOpen(JsonNode operation) {
        return operation.has("security") && operation.path("security").isEmpty();
    }
}
