package com.sellerkit.broken.sync;

/// Named as a handler, and none.
final class NoFunction {}
