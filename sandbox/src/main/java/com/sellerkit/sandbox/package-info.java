/// A stand-in for the TikTok Shop Open Platform: it serves consent, tokens, shops and orders and
/// delivers webhooks as the platform documents them, from a seeded world, and misbehaves when told
/// to.
@NullMarked
package com.sellerkit.sandbox;

import org.jspecify.annotations.NullMarked;
