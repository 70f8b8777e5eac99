package com.sellerkit.local.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sellerkit.local.door.FrontDoor;
import com.sellerkit.local.template.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class KeyServiceTest {
    private static final Template.Key TOKENS =
            new Template.Key(
                    "11111111-1111-4111-8111-111111111111",
                    "arn:aws:kms:us-east-1:000000000000:key/11111111-1111-4111-8111-111111111111",
                    List.of("alias/tokens"));
    private static final Template.Key SHOPS =
            new Template.Key(
                    "22222222-2222-4222-8222-222222222222",
                    "arn:aws:kms:us-east-1:000000000000:key/22222222-2222-4222-8222-222222222222",
                    List.of());
    private static final Map<String, String> CONTEXT = Map.of("purpose", "token", "account", "a-1");
    private static final SdkBytes PLAIN = SdkBytes.fromUtf8String("not to be read");

    @TempDir Path folder;

    private FrontDoor door;
    private KmsClient kms;

    @BeforeEach
    void open() {
        door = new FrontDoor(0);
        door.admit("KEY", "test");
        door.serve("kms", new KeyService(List.of(TOKENS, SHOPS), folder.resolve("keys.json")));
        kms =
                KmsClient.builder()
                        .endpointOverride(door.address())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("KEY", "secret")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    @AfterEach
    void close() {
        kms.close();
        door.close();
    }

    private SdkBytes sealed() {
        return kms.encrypt(b -> b.keyId(TOKENS.arn()).plaintext(PLAIN).encryptionContext(CONTEXT))
                .ciphertextBlob();
    }

    @Test
    void whatWasEncryptedIsDecryptedUnderTheSameContextByAnyNameOfTheKey() {
        SdkBytes sealed = sealed();

        for (String name : List.of(TOKENS.arn(), TOKENS.id(), "alias/tokens")) {
            var opened =
                    kms.decrypt(
                            b -> b.keyId(name).ciphertextBlob(sealed).encryptionContext(CONTEXT));
            assertThat(opened.plaintext()).isEqualTo(PLAIN);
            assertThat(opened.keyId()).isEqualTo(TOKENS.arn());
        }
        assertThat(
                        kms.decrypt(b -> b.ciphertextBlob(sealed).encryptionContext(CONTEXT))
                                .plaintext())
                .isEqualTo(PLAIN);
    }

    @Test
    void anotherContextAnotherKeyOrAChangedBlobIsRefused() {
        SdkBytes sealed = sealed();
        byte[] changed = sealed.asByteArray();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() ->
                        kms.decrypt(b ->
                                b.ciphertextBlob(sealed)
                                        .encryptionContext(Map.of("purpose", "token"))))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> kms.decrypt(b -> b.ciphertextBlob(sealed)))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() ->
                        kms.decrypt(b ->
                                b.ciphertextBlob(SdkBytes.fromByteArray(changed))
                                        .encryptionContext(CONTEXT)))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() ->
                        kms.decrypt(b ->
                                b.keyId(SHOPS.arn())
                                        .ciphertextBlob(sealed)
                                        .encryptionContext(CONTEXT)))
                .isInstanceOf(IncorrectKeyException.class);
        assertThatThrownBy(() -> kms.encrypt(b -> b.keyId("alias/none").plaintext(PLAIN)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        kms.encrypt(b ->
                                b.keyId(TOKENS.id())
                                        .plaintext(SdkBytes.fromByteArray(new byte[4097]))))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e ->
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("ValidationException"));
    }

    @Test
    void dataKeysAndReencryptionWorkAsTheHierarchicalKeyringNeedsThem() {
        var key =
                kms.generateDataKey(b ->
                        b.keyId(SHOPS.arn())
                                .keySpec(DataKeySpec.AES_256)
                                .encryptionContext(CONTEXT));
        var hidden =
                kms.generateDataKeyWithoutPlaintext(
                        b -> b.keyId(SHOPS.arn()).numberOfBytes(32).encryptionContext(CONTEXT));
        var moved =
                kms.reEncrypt(b ->
                        b.ciphertextBlob(hidden.ciphertextBlob())
                                .sourceEncryptionContext(CONTEXT)
                                .destinationKeyId(SHOPS.arn())
                                .destinationEncryptionContext(Map.of("type", "branch")));

        assertThat(key.plaintext().asByteArray()).hasSize(32);
        assertThat(
                        kms.decrypt(b ->
                                        b.ciphertextBlob(key.ciphertextBlob())
                                                .encryptionContext(CONTEXT))
                                .plaintext())
                .isEqualTo(key.plaintext());
        assertThat(
                        kms.decrypt(b ->
                                        b.ciphertextBlob(moved.ciphertextBlob())
                                                .encryptionContext(Map.of("type", "branch")))
                                .plaintext()
                                .asByteArray())
                .hasSize(32);
        assertThat(kms.describeKey(b -> b.keyId(SHOPS.id())).keyMetadata().arn())
                .isEqualTo(SHOPS.arn());
    }

    @Test
    void keysSurviveARestart() {
        SdkBytes sealed = sealed();
        door.serve("kms", new KeyService(List.of(TOKENS, SHOPS), folder.resolve("keys.json")));

        assertThat(
                        kms.decrypt(b -> b.ciphertextBlob(sealed).encryptionContext(CONTEXT))
                                .plaintext())
                .isEqualTo(PLAIN);
    }

    @Test
    void aSecretIsFoundByItsArnAndItsNameOnly() {
        var service = new SecretService();
        var secret =
                new Template.Secret(
                        "App",
                        "app",
                        "arn:aws:secretsmanager:us-east-1:000000000000:secret:app-local0");
        service.put(secret, "{\"appKey\":\"k\"}");
        door.serve("secretsmanager", service);
        try (SecretsManagerClient secrets =
                SecretsManagerClient.builder()
                        .endpointOverride(door.address())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("KEY", "secret")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            assertThat(secrets.getSecretValue(b -> b.secretId(secret.arn())).secretString())
                    .isEqualTo("{\"appKey\":\"k\"}");
            assertThat(secrets.getSecretValue(b -> b.secretId("app")).arn())
                    .isEqualTo(secret.arn());
            assertThatThrownBy(() -> secrets.getSecretValue(b -> b.secretId("other")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }
}
