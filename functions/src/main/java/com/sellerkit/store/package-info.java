/// DynamoDB through the catalog: refuses what is not declared, encrypts what must be, writes in
/// order.
@NullMarked
package com.sellerkit.store;

import org.jspecify.annotations.NullMarked;
