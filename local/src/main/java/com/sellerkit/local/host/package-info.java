/// Runs each function as a process under AWS's own runtime interface client, with its own
/// environment, memory and timeout.
@NullMarked
package com.sellerkit.local.host;

import org.jspecify.annotations.NullMarked;
