package com.sellerkit.broken.webhooks;

/// Knows more of `sync` than its messages.
record KnowsMore(com.sellerkit.broken.sync.Knows other) {}
