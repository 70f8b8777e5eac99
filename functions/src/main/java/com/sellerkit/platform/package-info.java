/// What every feature stands on: settings, time, ids, JSON, logging, money and the doors to AWS.
@NullMarked
package com.sellerkit.platform;

import org.jspecify.annotations.NullMarked;
