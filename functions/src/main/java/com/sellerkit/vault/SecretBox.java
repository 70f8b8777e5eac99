package com.sellerkit.vault;

import com.sellerkit.platform.Secret;
import java.util.Map;

/// Seals single secrets, so that other tables may hold them.
public interface SecretBox {
    /// How every sealed text begins; the store accepts a secret field only if it does.
    String PREFIX = "sealed:1:";

    /// Seals a secret of at most 4,096 bytes.
    ///
    /// @param context what the seal is bound to, 1 to 8 entries, such as purpose and person; not
    ///   secret itself
    /// @return [#PREFIX] followed by Base64
    String seal(Secret secret, Map<String, String> context);

    /// Opens what was sealed under exactly the same context.
    ///
    /// @throws CannotOpen if anything differs
    Secret open(String sealed, Map<String, String> context);
}
