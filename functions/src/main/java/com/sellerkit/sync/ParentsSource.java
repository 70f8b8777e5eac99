package com.sellerkit.sync;

import com.sellerkit.platform.ShopId;
import com.sellerkit.store.Write;
import com.sellerkit.tiktok.Answer;
import com.sellerkit.tiktok.Deadline;
import com.sellerkit.tiktok.ShopAccess;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads again what belongs to records that are kept: it looks for those that may have anything in
/// the window, wishes for each, and then reads wish after wish.
///
/// @param lane whose wishes they are
/// @param parents finds what to read
/// @param reading reads what belongs to them, as far as the window goes
record ParentsSource(String lane, Parents parents, Reading reading, InstantSource clock)
        implements Stream.Source<Shaped> {
    private static final String FIND = "find ";

    /// Finds what to read, part by part.
    interface Parents {
        /// The next part of them.
        ///
        /// @param place where the part before ended; empty at the beginning
        Part of(ShopId shop, Window window, String place);
    }

    /// Some of what there is to read.
    ///
    /// @param next where it goes on; empty if that is all
    record Part(List<String> ids, Optional<String> next) {
        Part {
            ids = List.copyOf(ids);
        }
    }

    /// Reads wishes.
    interface Reading {
        /// Reads no further back than the window goes.
        FollowedSource of(Window window);
    }

    @Override
    public Answer<StreamPage<Shaped>> page(
            ShopAccess access, Window window, String token, Deadline deadline) {
        if (!token.isEmpty() && !token.startsWith(FIND)) {
            return reading.of(window).page(access, window, token, deadline);
        }
        Part part =
                parents.of(
                        access.shop(),
                        window,
                        token.isEmpty() ? "" : token.substring(FIND.length()));
        List<Write> wishes = new ArrayList<>();
        for (String id : part.ids()) {
            FollowUp.Wish wish = new FollowUp.Wish(lane, id);
            String wanted = Long.toString(window.before().getEpochSecond());
            wishes.add(new FollowUp(access.shop(), wish, FollowUp.Urgency.NEW, wanted).put());
        }
        String onward = part.next().map(place -> FIND + place).orElse(FollowedSource.ONWARD);
        return new Answer.Success<>(
                StreamPage.<Shaped>none().onward(onward).settling(wishes), clock.instant(), "");
    }
}
