/// An example that breaks the boundaries of `webhooks`.
@NullMarked
package com.sellerkit.broken.webhooks;

import org.jspecify.annotations.NullMarked;
