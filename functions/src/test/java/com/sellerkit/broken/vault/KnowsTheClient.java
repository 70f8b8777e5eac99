package com.sellerkit.broken.vault;

import com.sellerkit.broken.tiktok.Client;

/// Knows more of the client than what it implements.
record KnowsTheClient(Client client) {}
