/// The client of the TikTok Shop Open Platform: signing, paging, limits and typed outcomes.
@NullMarked
package com.sellerkit.tiktok;

import org.jspecify.annotations.NullMarked;
