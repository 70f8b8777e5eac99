/// Turns requests, messages, facts and time into Lambda events, as the template's event sources
/// say.
@NullMarked
package com.sellerkit.local.events;

import org.jspecify.annotations.NullMarked;
