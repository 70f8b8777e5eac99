package com.sellerkit.platform;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The AWS clients, each built once, at its first use, over one HTTP client.
///
/// Region, credentials and endpoint come from the standard environment (`AWS_REGION`,
/// `AWS_ENDPOINT_URL`, …) unless an address is given.
public final class AwsClients {
    private final Optional<Address> address;
    private final SdkHttpClient http;
    private final Supplier<DynamoDbClient> dynamo = once(() -> built(DynamoDbClient.builder()));
    private final Supplier<KmsClient> kms = once(() -> built(KmsClient.builder()));
    private final Supplier<SqsClient> sqs = once(() -> built(SqsClient.builder()));
    private final Supplier<EventBridgeClient> events =
            once(() -> built(EventBridgeClient.builder()));
    private final Supplier<SecretsManagerClient> secrets =
            once(() -> built(SecretsManagerClient.builder()));

    private AwsClients(Optional<Address> address) {
        this.address = address;
        this.http = new AwsHttp();
    }

    /// Clients as the environment says.
    public static AwsClients fromEnvironment() {
        return new AwsClients(Optional.empty());
    }

    /// Clients of another endpoint, such as one on this machine.
    public static AwsClients at(
            URI endpoint, String region, String accessKeyId, Secret secretAccessKey) {
        return new AwsClients(
                Optional.of(new Address(endpoint, region, accessKeyId, secretAccessKey)));
    }

    public DynamoDbClient dynamo() {
        return dynamo.get();
    }

    public KmsClient kms() {
        return kms.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    public EventBridgeClient eventBridge() {
        return events.get();
    }

    public SecretsManagerClient secrets() {
        return secrets.get();
    }

    private <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
            C built(B builder) {
        builder.httpClient(http);
        address.ifPresent(at ->
                builder.endpointOverride(at.endpoint)
                        .region(software.amazon.awssdk.regions.Region.of(at.region))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                at.accessKeyId, at.secretAccessKey.open()))));
        return builder.build();
    }

    private static <T> Supplier<T> once(Supplier<T> build) {
        return new Once<>(build);
    }

    private record Address(
            URI endpoint, String region, String accessKeyId, Secret secretAccessKey) {}

    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> build;
        private Optional<T> built = Optional.empty();

        Once(Supplier<T> build) {
            this.build = build;
        }

        @Override
        public synchronized T get() {
            T value = built.orElseGet(build);
            built = Optional.of(value);
            return value;
        }
    }
}
