package com.sellerkit.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.StartProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Makes records anew of what the platform sent before.
@Command(
        name = "replay",
        description =
                "Makes records anew of what TikTok Shop sent lately, after a mistake in how they are made was mended; says what would change.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Names of fields are shown, never what is in them. Without --commit nothing is stored. Of each record only the newest",
            "read counts, and one of which something newer is kept is left alone. Without --stack it asks the SellerKit that runs",
            "on this machine; with it, AWS: region and credentials are those of the AWS command line."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String FUNCTION = "ReplayFunction";

    /// More than there are shops and streams to go on with.
    private static final int CALLS_MAX = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--shop", paramLabel = "ID", description = "Only this shop. Default: all.")
    Optional<String> shop = Optional.empty();

    @Option(
            names = "--stream",
            paramLabel = "STREAM",
            description = "Only this kind of data, such as order. Default: all.")
    Optional<String> stream = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description =
                    "Only what was sent since this moment, such as 2026-11-22T10:00:00Z, or for so long, such as PT36H. Default: all that is kept.")
    Optional<String> since = Optional.empty();

    @Option(names = "--commit", description = "Store what is other.")
    boolean commit;

    @Mixin OperatorAccess access = new OperatorAccess();

    @Override
    public Integer call() {
        try (LambdaClient lambda = access.client(LambdaClient.builder())) {
            String function = access.stack.map(name -> function(lambda, name)).orElse(FUNCTION);
            run(event -> answer(lambda, function, event), System.out::println);
            return 0;
        } catch (SdkException e) {
            throw access.unanswered(e);
        }
    }

    private static String function(LambdaClient lambda, String stack) {
        return lambda.listFunctionsPaginator().functions().stream()
                .map(FunctionConfiguration::functionName)
                .filter(name -> name.startsWith(stack + "-" + FUNCTION + "-"))
                .findFirst()
                .map(name -> name + ":live")
                .orElseThrow(() ->
                        new StartProblem(
                                "There is no %s of a stack %s here. Is the stack's name right, and are the region and the credentials those of its account?"
                                        .formatted(FUNCTION, stack)));
    }

    private static String answer(LambdaClient lambda, String function, String event) {
        InvokeResponse response =
                lambda.invoke(request ->
                        request.functionName(function).payload(SdkBytes.fromUtf8String(event)));
        String answer = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw new StartProblem("It failed; its log says why. What was stored before stays.");
        }
        return answer;
    }

    /// Calls until all is done, and says what came of it.
    void run(UnaryOperator<String> function, Consumer<String> say) {
        Optional<String> from = Optional.empty();
        boolean any = false;
        for (int call = 0; call < CALLS_MAX; call++) {
            JsonNode answer = parse(function.apply(event(from)));
            if (answer.has("refused")) {
                throw new StartProblem("That is not possible: " + answer.path("refused").asText());
            }
            for (JsonNode came : answer.path("streams")) {
                any = true;
                say(came, say);
            }
            from = Optional.of(answer.path("next").asText("")).filter(place -> !place.isEmpty());
            if (from.isEmpty()) {
                say.accept(ending(any));
                return;
            }
        }
        throw new StartProblem("It does not come to an end; name a shop or a stream.");
    }

    private String ending(boolean any) {
        if (!any) {
            return "Nothing is kept of what was sent: it was too long ago, nothing changed since, or OriginalsDays is 0.";
        }
        return commit ? "Stored." : "Nothing was stored; --commit stores it.";
    }

    private String event(Optional<String> from) {
        ObjectNode event = JSON.createObjectNode().put("commit", commit);
        shop.ifPresent(id -> event.put("shop", id));
        stream.ifPresent(name -> event.put("stream", name));
        since.ifPresent(when -> event.put("since", when));
        from.ifPresent(place -> event.put("from", place));
        return event.toString();
    }

    private static JsonNode parse(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new StartProblem(
                    "The answer is not understood: is the stack of another version?");
        }
    }

    private void say(JsonNode came, Consumer<String> say) {
        say.accept(
                "shop %s, %s: %d made anew, %d %s, %d %s, %d left alone, %d still unreadable"
                        .formatted(
                                came.path("shop").asText(),
                                came.path("stream").asText(),
                                came.path("records").asInt(),
                                came.path("changed").asInt(),
                                commit ? "changed" : "would change",
                                came.path("added").asInt(),
                                commit ? "added" : "would be added",
                                came.path("newer").asInt(),
                                came.path("unreadable").asInt()));
        List<String> fields = new ArrayList<>();
        came.path("fields")
                .properties()
                .forEach(field ->
                        fields.add("%s (%d)".formatted(field.getKey(), field.getValue().asInt())));
        if (!fields.isEmpty()) {
            say.accept("  in " + String.join(", ", fields));
        }
    }
}
