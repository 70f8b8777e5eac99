package com.sellerkit.local.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.local.door.Service;
import com.sellerkit.local.door.ServiceError;
import com.sellerkit.local.template.Template;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Stands in for KMS: symmetric keys that never leave it, bound to the encryption context, errors
/// as AWS names them.
public final class KeyService implements Service {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final byte VERSION = 1;
    private static final int KEY_ID_BYTES = 36;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int PLAINTEXT_BYTES_MAX = 4096;
    private static final int DATA_KEY_BYTES_MAX = 1024;

    private final Map<String, byte[]> keys = new TreeMap<>();
    private final Map<String, Template.Key> byName = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    /// @param file where the keys are kept; what it lacks is made
    public KeyService(List<Template.Key> described, Path file) {
        var store = new JsonFile(file);
        ObjectNode kept = store.read();
        for (Template.Key key : described) {
            if (!kept.has(key.id())) {
                byte[] fresh = new byte[32];
                random.nextBytes(fresh);
                kept.put(key.id(), Base64.getEncoder().encodeToString(fresh));
            }
            keys.put(key.id(), Base64.getDecoder().decode(kept.path(key.id()).asText()));
            byName.put(key.id(), key);
            byName.put(key.arn(), key);
            for (String alias : key.aliases()) {
                byName.put(alias, key);
                byName.put(key.arn().substring(0, key.arn().indexOf(":key/") + 1) + alias, key);
            }
        }
        store.write(kept);
    }

    @Override
    public JsonNode handle(String operation, JsonNode input) throws ServiceError {
        return switch (operation) {
            case "Encrypt" -> encrypt(input);
            case "Decrypt" -> decrypt(input);
            case "ReEncrypt" -> reEncrypt(input);
            case "GenerateDataKey" -> dataKey(input, true);
            case "GenerateDataKeyWithoutPlaintext" -> dataKey(input, false);
            case "DescribeKey" -> describe(input);
            default ->
                    throw new ServiceError(
                            "UnknownOperationException", "KMS " + operation + " is not run here.");
        };
    }

    private ObjectNode encrypt(JsonNode input) throws ServiceError {
        Template.Key key = key(input, "KeyId");
        byte[] plaintext = binary(input, "Plaintext", 1, PLAINTEXT_BYTES_MAX);
        symmetric(input, "EncryptionAlgorithm");
        return JSON.objectNode()
                .put("KeyId", key.arn())
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .put("CiphertextBlob", seal(key, plaintext, input.path("EncryptionContext")));
    }

    private ObjectNode decrypt(JsonNode input) throws ServiceError {
        Opened opened = open(input, "KeyId", "EncryptionContext");
        return JSON.objectNode()
                .put("KeyId", opened.key().arn())
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .put("Plaintext", opened.plaintext());
    }

    private ObjectNode reEncrypt(JsonNode input) throws ServiceError {
        Template.Key destination = key(input, "DestinationKeyId");
        Opened opened = open(input, "SourceKeyId", "SourceEncryptionContext");
        return JSON.objectNode()
                .put("SourceKeyId", opened.key().arn())
                .put("KeyId", destination.arn())
                .put("SourceEncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .put("DestinationEncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .put(
                        "CiphertextBlob",
                        seal(
                                destination,
                                Base64.getDecoder().decode(opened.plaintext()),
                                input.path("DestinationEncryptionContext")));
    }

    private ObjectNode dataKey(JsonNode input, boolean withPlaintext) throws ServiceError {
        Template.Key key = key(input, "KeyId");
        boolean spec = input.hasNonNull("KeySpec");
        if (spec == input.hasNonNull("NumberOfBytes")) {
            throw invalid("Please specify either number of bytes or key spec.");
        }
        int length;
        if (spec) {
            length =
                    switch (input.path("KeySpec").asText()) {
                        case "AES_256" -> 32;
                        case "AES_128" -> 16;
                        default ->
                                throw invalid(
                                        "KeySpec is "
                                                + input.path("KeySpec")
                                                + "; allowed are AES_256, AES_128.");
                    };
        } else {
            length = input.path("NumberOfBytes").asInt();
            if (length < 1 || length > DATA_KEY_BYTES_MAX) {
                throw invalid("NumberOfBytes is " + length + "; allowed are 1 to 1024.");
            }
        }
        byte[] fresh = new byte[length];
        random.nextBytes(fresh);
        ObjectNode output =
                JSON.objectNode()
                        .put("KeyId", key.arn())
                        .put("CiphertextBlob", seal(key, fresh, input.path("EncryptionContext")));
        return withPlaintext
                ? output.put("Plaintext", Base64.getEncoder().encodeToString(fresh))
                : output;
    }

    private ObjectNode describe(JsonNode input) throws ServiceError {
        Template.Key key = key(input, "KeyId");
        ObjectNode metadata =
                JSON.objectNode()
                        .put("KeyId", key.id())
                        .put("Arn", key.arn())
                        .put("AWSAccountId", com.sellerkit.local.template.Names.ACCOUNT)
                        .put("Enabled", true)
                        .put("KeyState", "Enabled")
                        .put("KeyUsage", "ENCRYPT_DECRYPT")
                        .put("KeySpec", "SYMMETRIC_DEFAULT")
                        .put("KeyManager", "CUSTOMER")
                        .put("Origin", "AWS_KMS")
                        .put("MultiRegion", false);
        return JSON.objectNode().set("KeyMetadata", metadata);
    }

    private record Opened(Template.Key key, String plaintext) {}

    private Opened open(JsonNode input, String keyField, String contextField) throws ServiceError {
        byte[] blob = binary(input, "CiphertextBlob", 1, 6144);
        Optional<Template.Key> asked =
                input.hasNonNull(keyField) ? Optional.of(key(input, keyField)) : Optional.empty();
        int start = 1 + KEY_ID_BYTES + IV_BYTES;
        if (blob.length < start + TAG_BYTES || blob[0] != VERSION) {
            throw new ServiceError(
                    "InvalidCiphertextException", "The ciphertext was not made here.");
        }
        Template.Key key = byName.get(new String(blob, 1, KEY_ID_BYTES, StandardCharsets.US_ASCII));
        if (key == null) {
            throw new ServiceError(
                    "InvalidCiphertextException", "The ciphertext names no key of this machine.");
        }
        if (asked.isPresent() && !asked.get().id().equals(key.id())) {
            throw new ServiceError(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        try {
            Cipher cipher =
                    cipher(
                            Cipher.DECRYPT_MODE,
                            key,
                            Arrays.copyOfRange(blob, 1 + KEY_ID_BYTES, start));
            cipher.updateAAD(context(input.path(contextField)));
            return new Opened(
                    key,
                    Base64.getEncoder()
                            .encodeToString(cipher.doFinal(blob, start, blob.length - start)));
        } catch (AEADBadTagException e) {
            throw new ServiceError(
                    "InvalidCiphertextException",
                    "The ciphertext does not belong to this key and encryption context.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String seal(Template.Key key, byte[] plaintext, JsonNode context) throws ServiceError {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        var blob = new ByteArrayOutputStream();
        blob.write(VERSION);
        blob.writeBytes(key.id().getBytes(StandardCharsets.US_ASCII));
        blob.writeBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv);
            cipher.updateAAD(context(context));
            blob.writeBytes(cipher.doFinal(plaintext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return Base64.getEncoder().encodeToString(blob.toByteArray());
    }

    private Cipher cipher(int mode, Template.Key key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] material = keys.get(key.id());
        if (material == null) {
            throw new IllegalStateException("The key " + key.id() + " has no material.");
        }
        cipher.init(
                mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(TAG_BYTES * 8, iv));
        return cipher;
    }

    /// The context in one unambiguous form: sorted, each part with its length in front.
    private static byte[] context(JsonNode context) throws ServiceError {
        var sorted = new TreeMap<String, String>();
        for (var entry : context.properties()) {
            if (!entry.getValue().isTextual()) {
                throw invalid(
                        "The encryption context holds " + entry.getKey() + ", which is not text.");
            }
            sorted.put(entry.getKey(), entry.getValue().textValue());
        }
        var bytes = new ByteArrayOutputStream();
        sorted.forEach((name, value) -> {
            for (String part : List.of(name, value)) {
                byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
                bytes.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
                bytes.writeBytes(utf8);
            }
        });
        return bytes.toByteArray();
    }

    private Template.Key key(JsonNode input, String field) throws ServiceError {
        if (!input.path(field).isTextual()) {
            throw invalid(field + " is required.");
        }
        Template.Key key = byName.get(input.path(field).textValue());
        if (key == null) {
            throw new ServiceError(
                    "NotFoundException",
                    "Key '" + input.path(field).textValue() + "' does not exist");
        }
        return key;
    }

    private static byte[] binary(JsonNode input, String field, int least, int most)
            throws ServiceError {
        try {
            byte[] bytes = Base64.getDecoder().decode(input.path(field).asText());
            if (bytes.length >= least && bytes.length <= most) {
                return bytes;
            }
            throw invalid(
                    field
                            + " has "
                            + bytes.length
                            + " bytes; allowed are "
                            + least
                            + " to "
                            + most
                            + ".");
        } catch (IllegalArgumentException e) {
            throw new ServiceError("SerializationException", field + " is not base64.");
        }
    }

    private static void symmetric(JsonNode input, String field) throws ServiceError {
        if (!input.path(field).asText("SYMMETRIC_DEFAULT").equals("SYMMETRIC_DEFAULT")) {
            throw new ServiceError(
                    "InvalidKeyUsageException",
                    "Only SYMMETRIC_DEFAULT is possible with this key.");
        }
    }

    private static ServiceError invalid(String message) {
        return new ServiceError("ValidationException", message);
    }
}
