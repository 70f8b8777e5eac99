package com.sellerkit.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.local.ProbeSuite;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final Names NAMES =
            new Names(
                    "us-east-1",
                    "stack",
                    URI.create("http://127.0.0.1:1"),
                    URI.create("http://localhost:2"),
                    URI.create("http://localhost:3"));

    @TempDir Path folder;

    @Test
    void theRealTemplateIsReadWholeAndEveryHandlerIsAClassName() {
        Path project = ProbeSuite.project();
        Template template = Template.read(project.resolve("template.yaml"), NAMES, Map.of());

        assertThat(template.functions()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(template.tables())
                .extracting(Template.Table::name)
                .contains("stack-ShopsTable", "stack-LedgerTable");
        assertThat(template.apis())
                .singleElement()
                .satisfies(api -> assertThat(api.scopes()).containsExactly("sellerkit/app"));
        assertThat(template.function("SyncWorkerFunction").events())
                .filteredOn(EventSource.Messages.class::isInstance)
                .hasSize(3);
        assertThat(template.clients())
                .singleElement()
                .satisfies(client -> assertThat(client.callbackPaths()).containsExactly("/signin"));
        assertThat(template.functions())
                .allSatisfy(function ->
                        assertThat(function.handler())
                                .matches(
                                        "com\\.sellerkit(\\.[a-z]+)+\\.[A-Z]\\w+(::handleRequest)?"));
    }

    @Test
    void aResourceOfAnUnknownTypeIsNamed() throws Exception {
        Path file =
                template(
                        """
                        Resources:
                          Cache:
                            Type: AWS::ElastiCache::ReplicationGroup
                        """);

        assertThatThrownBy(() -> Template.read(file, NAMES, Map.of()))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("Cache")
                .hasMessageContaining("AWS::ElastiCache::ReplicationGroup");
    }

    @Test
    void anUnknownEventAnUnknownReferenceAndABadScheduleAreNamed() throws Exception {
        assertThatThrownBy(() -> read(function("Events: {Bucket: {Type: S3, Properties: {}}}")))
                .hasMessageContaining("F.Events.Bucket")
                .hasMessageContaining("S3");
        assertThatThrownBy(() -> read(function("Environment: {Variables: {A: !Ref Nowhere}}")))
                .hasMessageContaining("F.Environment.Variables.A")
                .hasMessageContaining("Nowhere");
        assertThatThrownBy(() ->
                        read(
                                function(
                                        "Events: {Tick: {Type: Schedule, Properties: {Schedule: rate(1 minutes)}}}")))
                .hasMessageContaining("F.Events.Tick")
                .hasMessageContaining("rate(1 minutes)");
    }

    @Test
    void intrinsicFunctionsConditionsAndGlobalsAreEvaluated() throws Exception {
        Template template =
                Template.read(
                        template(
                                """
                                Parameters:
                                  Mode: {Type: String, Default: quiet, AllowedValues: [quiet, loud]}
                                  Names: {Type: CommaDelimitedList, Default: 'a,b'}
                                Mappings:
                                  Sizes: {loud: {memory: 512}, quiet: {memory: 256}}
                                Conditions:
                                  Loud: !Equals [!Ref Mode, loud]
                                  NotLoud: !Not [!Condition Loud]
                                  Both: !And [!Condition Loud, !Condition NotLoud]
                                  Either: !Or [!Condition Loud, !Condition NotLoud]
                                Globals:
                                  Function:
                                    Runtime: java25
                                    CodeUri: code.zip
                                    Environment: {Variables: {SHARED: yes-it-is, OWN: global}}
                                Resources:
                                  Queue: {Type: AWS::SQS::Queue, Properties: {}}
                                  Absent: {Type: AWS::SQS::Queue, Condition: Both, Properties: {}}
                                  F:
                                    Type: AWS::Serverless::Function
                                    Properties:
                                      Handler: a.B
                                      MemorySize: !FindInMap [Sizes, !Ref Mode, memory]
                                      Environment:
                                        Variables:
                                          OWN: function
                                          URL: !Ref Queue
                                          ARN: !GetAtt Queue.Arn
                                          SUB: !Sub ['${AWS::Region}/${Queue.QueueName}/${own}/${!kept}', {own: mine}]
                                          IF: !If [Either, !Join ['-', [a, !Ref Mode]], no]
                                          GONE: !If [Both, there, !Ref 'AWS::NoValue']
                                          PICK: !Select [1, !Ref Names]
                                """),
                        NAMES,
                        Map.of("Mode", "loud"));

        assertThat(template.queues())
                .extracting(Template.Queue::name)
                .containsExactly("stack-Queue");
        assertThat(template.function("F").memoryMegabytes()).isEqualTo(512);
        assertThat(template.function("F").environment())
                .isEqualTo(
                        Map.of(
                                "SHARED", "yes-it-is",
                                "OWN", "function",
                                "URL", "http://127.0.0.1:1/000000000000/stack-Queue",
                                "ARN", "arn:aws:sqs:us-east-1:000000000000:stack-Queue",
                                "SUB", "us-east-1/stack-Queue/mine/${kept}",
                                "IF", "a-loud",
                                "PICK", "b"));
    }

    @Test
    void aParameterOutsideItsAllowedValuesIsRefused() throws Exception {
        Path file =
                template(
                        """
                        Parameters:
                          Mode: {Type: String, Default: quiet, AllowedValues: [quiet, loud]}
                        Resources: {}
                        """);

        assertThatThrownBy(() -> Template.read(file, NAMES, Map.of("Mode", "shrill")))
                .hasMessageContaining("Mode")
                .hasMessageContaining("shrill")
                .hasMessageContaining("loud");
        assertThatThrownBy(() -> Template.read(file, NAMES, Map.of("Mood", "x")))
                .hasMessageContaining("Mood");
    }

    @Test
    void everyResourceOfTheRealTemplateHasATreatment() throws Exception {
        Path project = ProbeSuite.project();
        var types = new HashSet<String>();
        Yaml.read(project.resolve("template.yaml"))
                .path("Resources")
                .forEach(r -> types.add(r.path("Type").asText()));

        assertThat(types)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(Treatment.of(type)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "rate(1 minute), 2026-11-22T10:01:00Z",
        "rate(5 minutes), 2026-11-22T10:05:00Z",
        "rate(2 days), 2026-11-24T10:00:00Z",
        "cron(0 12 * * ? *), 2026-11-22T12:00:00Z",
        "cron(0 9 ? * MON-FRI *), 2026-11-23T09:00:00Z",
        "cron(0 9 ? * 2 *), 2026-11-23T09:00:00Z",
        "cron(0/15 * * * ? *), 2026-11-22T10:15:00Z",
        "cron(0 0 1 * ? *), 2026-12-01T00:00:00Z",
        "cron(0 0 L * ? *), 2026-11-30T00:00:00Z",
        "cron(0 0 ? * 6#1 *), 2026-12-04T00:00:00Z",
        "cron(0 0 1 1 ? 2027), 2027-01-01T00:00:00Z",
    })
    void aScheduleFiresWhenEventBridgeWould(String expression, String next) {
        assertThat(
                        ScheduleExpression.parse(expression)
                                .next(java.time.Instant.parse("2026-11-22T10:00:00Z")))
                .contains(java.time.Instant.parse(next));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rate(1 minutes)",
                "rate(5 minute)",
                "rate(0 minutes)",
                "rate(5 seconds)",
                "every 5 minutes",
                "cron(0 12 * * ?)",
                "cron(0 12 * * * *)",
                "cron(0 12 ? * ? *)",
                "cron(60 12 * * ? *)",
                "cron(0 24 * * ? *)",
                "cron(0 0 32 * ? *)",
            })
    void aScheduleThatEventBridgeWouldRefuseIsRefused(String expression) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining(expression);
    }

    private Path template(String text) throws Exception {
        return Files.writeString(folder.resolve("template.yaml"), text);
    }

    private Path function(String property) throws Exception {
        return template(
                """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java25
                      Handler: a.B
                      CodeUri: code.zip
                      %s
                """
                        .formatted(property));
    }

    private static Template read(Path file) {
        return Template.read(file, NAMES, Map.of());
    }
}
