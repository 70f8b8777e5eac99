@NullMarked
package com.sellerkit.platform;

import org.jspecify.annotations.NullMarked;
