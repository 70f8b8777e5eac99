package com.sellerkit.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sellerkit.local.StartProblem;
import com.sellerkit.local.Suite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/// How an operator's command reaches SellerKit: what runs on this machine, or a stack on AWS.
final class OperatorAccess {
    /// A function may take a quarter of an hour.
    private static final Duration LONGEST_CALL = Duration.ofMinutes(16);

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "A stack on AWS, instead of this machine.")
    Optional<String> stack = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The application's port on this machine. Default: 8080.")
    int port;

    @Option(names = "--state", hidden = true, description = "The folder for data.")
    Path state = Path.of(".sellerkit");

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        builder.httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_CALL));
        if (stack.isEmpty()) {
            builder.endpointOverride(URI.create("http://127.0.0.1:" + door()));
            builder.region(Region.of(Suite.REGION));
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(accessKey(), "any")));
        }
        return builder.build();
    }

    /// What a person is told when nothing answered.
    StartProblem unanswered(SdkException problem) {
        return new StartProblem(
                stack.isPresent()
                        ? "AWS could not be asked: " + problem.getMessage()
                        : "Nothing answers on this machine at port %d: is SellerKit up? (%s)"
                                .formatted(door(), problem.getMessage()));
    }

    private int door() {
        return port + 3;
    }

    /// Of whoever operates this machine; the same for as long as its data lives.
    private String accessKey() {
        Path file = state.resolve("identity.json");
        try {
            String key =
                    Files.exists(file)
                            ? new ObjectMapper().readTree(file.toFile()).path("operator").asText()
                            : "";
            if (key.isEmpty()) {
                throw new StartProblem(
                        "Nothing was ever started here: there is no "
                                + file
                                + " with an operator.");
            }
            return key;
        } catch (IOException e) {
            throw new StartProblem("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
