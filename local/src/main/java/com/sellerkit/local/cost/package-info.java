/// What SellerKit costs on AWS, computed from counted work and list prices.
@NullMarked
package com.sellerkit.local.cost;

import org.jspecify.annotations.NullMarked;
