package com.sellerkit.local.cli;

import com.sellerkit.local.StartProblem;
import com.sellerkit.local.Suite;
import com.sellerkit.local.redrive.AwsQueues;
import com.sellerkit.local.redrive.QueueKind;
import com.sellerkit.local.redrive.Redrive;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Moves messages that were given up back to where they came from.
@Command(
        name = "redrive",
        description =
                "Says which messages were given up, and moves those that are understood back to where they came from.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --stack it asks the SellerKit that runs on this machine; with it, AWS: region and credentials",
            "are those of the AWS command line (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and so on).",
            "Exit code: 0 done, 1 failed, 2 not understood, 3 some messages were not understood and stay."
        })
final class RedriveCommand implements Callable<Integer> {
    private static final int SOME_STAYED = 3;

    @Option(
            names = "--queue",
            paramLabel = "QUEUE",
            description = "live, chat, backfill, notification or invocation. Default: all of them.")
    Optional<String> queue = Optional.empty();

    @Option(names = "--dry-run", description = "Only say what there is.")
    boolean dryRun;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "1000",
            description = "The most messages of each queue, 1 to 1000. Default: 1000.")
    int most;

    @Mixin OperatorAccess access = new OperatorAccess();

    @Override
    public Integer call() {
        List<QueueKind> kinds = queue.map(RedriveCommand::kind).map(List::of).orElse(all());
        if (most < 1 || most > Redrive.MOST) {
            throw new StartProblem(
                    "--max is %d; it has to be 1 to %d.".formatted(most, Redrive.MOST));
        }
        try (SqsClient sqs = access.client(SqsClient.builder());
                LambdaClient lambda = access.client(LambdaClient.builder())) {
            AwsQueues queues = new AwsQueues(sqs, lambda, access.stack.orElse(Suite.STACK));
            Redrive.Outcome outcome =
                    new Redrive(queues, InstantSource.system(), System.out::println)
                            .run(kinds, dryRun, most);
            return outcome.stayed() == 0 ? 0 : SOME_STAYED;
        } catch (AwsQueues.NoSuchQueue e) {
            throw new StartProblem(String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            throw access.unanswered(e);
        }
    }

    private static List<QueueKind> all() {
        return List.of(QueueKind.values());
    }

    private static QueueKind kind(String word) {
        return Arrays.stream(QueueKind.values())
                .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new StartProblem(
                                "There is no queue '%s'; there are %s."
                                        .formatted(
                                                word,
                                                all().stream()
                                                        .map(QueueKind::word)
                                                        .collect(Collectors.joining(", ")))));
    }
}
