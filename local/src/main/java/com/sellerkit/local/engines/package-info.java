/// What stands in for the AWS services on one machine: keys, secrets, bus, tables and queues.
@NullMarked
package com.sellerkit.local.engines;

import org.jspecify.annotations.NullMarked;
