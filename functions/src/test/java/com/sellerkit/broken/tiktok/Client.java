package com.sellerkit.broken.tiktok;

/// Something of the client that the vault may not know.
public final class Client {}
