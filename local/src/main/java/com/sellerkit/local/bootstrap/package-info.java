/// What runs inside each child process: it ends with its parent, and stands in for the runtime
/// client where AWS ships none.
@NullMarked
package com.sellerkit.local.bootstrap;

import org.jspecify.annotations.NullMarked;
