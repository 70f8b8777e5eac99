/// Tokens under KMS, each shop's branch key, and the application's secret; the only package that
/// decrypts.
@NullMarked
package com.sellerkit.vault;

import org.jspecify.annotations.NullMarked;
