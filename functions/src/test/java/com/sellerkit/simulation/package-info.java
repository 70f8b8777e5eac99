/// Explores the interleavings and crashes of tasks that share stores and a platform.
@NullMarked
package com.sellerkit.simulation;

import org.jspecify.annotations.NullMarked;
