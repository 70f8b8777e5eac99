package com.sellerkit.vault;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/// Calls to AWS, with their failures in the vault's own words.
final class Calls {
    private Calls() {}

    /// @throws ConditionalCheckFailedException as it is, since the caller decides on it
    /// @throws CannotOpen if KMS says that a ciphertext does not belong to key and context
    /// @throws VaultUnavailable for everything else
    static <T> T of(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new CannotOpen(
                    "%s was sealed for another context or key, or is damaged".formatted(what), e);
        } catch (SdkException e) {
            throw new VaultUnavailable("%s could not be reached".formatted(what), e);
        }
    }
}
