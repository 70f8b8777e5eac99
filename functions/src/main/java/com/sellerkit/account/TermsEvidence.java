package com.sellerkit.account;

import com.sellerkit.platform.PersonId;
import java.time.Instant;

/// Where acceptances are proved from, years later.
public interface TermsEvidence {
    /// Records that a person accepted a version and confirmed being an adult; recording it again
    /// keeps the first moment.
    ///
    /// @return when it was recorded first
    Instant accepted(PersonId person, String version, Instant at);
}
