/// Connecting TikTok Shops: authorization, completion, shops and who reaches them, and fresh
/// tokens.
@NullMarked
package com.sellerkit.connect;

import org.jspecify.annotations.NullMarked;
