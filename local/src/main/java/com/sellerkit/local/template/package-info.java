/// Reads template.yaml: resolves it, checks that every resource has an answer on one machine, and
/// gives it typed shape.
@NullMarked
package com.sellerkit.local.template;

import org.jspecify.annotations.NullMarked;
