/// Keeping a shop's data in step with the platform: streams, the planner, the worker, and what they
/// have stored.
@NullMarked
package com.sellerkit.sync;

import org.jspecify.annotations.NullMarked;
