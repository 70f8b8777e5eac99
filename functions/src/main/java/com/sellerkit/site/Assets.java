package com.sellerkit.site;

import java.util.Optional;

/// Where the built application's files come from.
interface Assets {

    /// The bytes of a file, or empty when there is none.
    ///
    /// @param path relative, with forward slashes, already checked by [AssetPath]
    Optional<byte[]> read(String path);
}
