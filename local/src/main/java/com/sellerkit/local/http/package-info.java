/// What all the servers of this machine share.
@NullMarked
package com.sellerkit.local.http;

import org.jspecify.annotations.NullMarked;
