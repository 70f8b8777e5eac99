/// Taking the platform's webhooks: verify, hand on, acknowledge.
@NullMarked
package com.sellerkit.webhooks;

import org.jspecify.annotations.NullMarked;
