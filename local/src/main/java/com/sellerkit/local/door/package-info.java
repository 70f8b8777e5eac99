/// The one address every AWS SDK client talks to: reads service and caller from the signature and
/// passes the request on.
@NullMarked
package com.sellerkit.local.door;

import org.jspecify.annotations.NullMarked;
