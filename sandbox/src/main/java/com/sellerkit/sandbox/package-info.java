@NullMarked
package com.sellerkit.sandbox;

import org.jspecify.annotations.NullMarked;
