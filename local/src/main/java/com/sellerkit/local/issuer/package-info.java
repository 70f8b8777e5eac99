/// The sign-in service of one machine: an OpenID Connect issuer with pages to sign in and sign up.
@NullMarked
package com.sellerkit.local.issuer;

import org.jspecify.annotations.NullMarked;
