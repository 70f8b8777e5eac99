package com.sellerkit.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Decides which part of a stream to walk next.
final class Walks {
    private Walks() {}

    /// The walk under way, or the next one: first everything there is, then always what is new or
    /// may have changed since, as the stream's course says.
    static Walk next(StreamState state, Course course, Instant now) {
        return state.walk()
                .orElseGet(() -> {
                    Optional<Gap> due =
                            state.gap()
                                    .filter(gap -> state.imported().isPresent() && gap.isDue(now));
                    Window regular = window(state, course, now);
                    Window window = due.map(gap -> mending(gap, regular, course)).orElse(regular);
                    return Walk.begin(window, due.isPresent(), now);
                });
    }

    private static Window mending(Gap gap, Window regular, Course course) {
        return switch (course) {
            case Course.Whole _, Course.Recheck _, Course.Followed _ -> regular;
            // What it compares with what is kept ends now.
            case Course.Windowed _ when Sweeps.isComplete(course) -> regular.with(gap.window());
            case Course.Windowed _, Course.Sorted _ -> gap.window();
        };
    }

    /// Whether every walk of this course goes through everything.
    static boolean isEverything(Course course) {
        return switch (course) {
            case Course.Whole _, Course.Recheck _ -> true;
            case Course.Windowed _, Course.Sorted _, Course.Followed _ -> false;
        };
    }

    /// Whether it only walks again what was not whole, and tells nothing about what is newer.
    static boolean isPart(Walk walk, Course course) {
        return walk.mending() && !Sweeps.isComplete(course);
    }

    private static Window window(StreamState state, Course course, Instant now) {
        boolean first = state.imported().isEmpty();
        return switch (course) {
            // What is created after this moment was also changed after it, so the changes include
            // it.
            case Course.Sorted(Duration _, Optional<Duration> depth) when first ->
                    new Window(
                            Window.By.CREATED,
                            depth.map(back -> second(now.minus(back))),
                            second(now));
            case Course.Sorted(Duration overlap, Optional<Duration> _) ->
                    changes(Window.By.UPDATED, state, overlap, now);
            case Course.Windowed(Window.By by, Duration _, Instant since, long _) when first ->
                    new Window(by, Optional.of(since), second(now));
            case Course.Windowed(Window.By by, Duration reach, Instant since, long _) -> {
                Window changes = changes(by, state, reach, now);
                yield changes.from().filter(since::isBefore).isPresent()
                        ? changes
                        : new Window(by, Optional.of(since), changes.before());
            }
            case Course.Whole _, Course.Followed _ ->
                    new Window(Window.By.ALL, Optional.empty(), second(now));
            case Course.Recheck(Duration reach) ->
                    new Window(
                            Window.By.CREATED, Optional.of(second(now.minus(reach))), second(now));
        };
    }

    private static Window changes(Window.By by, StreamState state, Duration overlap, Instant now) {
        return new Window(by, from(state, overlap), end(state, overlap, now));
    }

    /// Whether the platform sorts by the time that bounds the walk's window.
    static boolean isSorted(Course course) {
        return switch (course) {
            case Course.Sorted _, Course.Recheck _ -> true;
            case Course.Windowed _, Course.Whole _, Course.Followed _ -> false;
        };
    }

    /// Where the window of the walk under way began, before it was resumed anywhere.
    static Optional<Instant> beginning(StreamState state, Course course, Walk walk) {
        if (isPart(walk, course)) {
            return state.gap().flatMap(gap -> gap.window().from());
        }
        return course instanceof Course.Sorted(Duration overlap, Optional<Duration> _)
                ? from(state, overlap)
                : walk.window().from();
    }

    /// All that a walk went through which is done now, if it was no second time.
    static Window whole(StreamState state, Course course, Walk walk) {
        Instant began = second(walk.startedAt());
        Window.By by = walk.window().by();
        Instant before = walk.window().before().isAfter(began) ? walk.window().before() : began;
        return course instanceof Course.Sorted(Duration _, Optional<Duration> depth)
                        && by == Window.By.CREATED
                ? new Window(by, depth.map(back -> second(began.minus(back))), before)
                : new Window(by, beginning(state, course, walk), before);
    }

    /// Where the walk through the changes begins.
    private static Optional<Instant> from(StreamState state, Duration overlap) {
        return state.watermark().map(mark -> mark.minus(overlap));
    }

    /// A clock that was set back never makes a window that ends before it begins.
    private static Instant end(StreamState state, Duration overlap, Instant now) {
        Instant least = from(state, overlap).map(from -> from.plusSeconds(1)).orElse(Instant.EPOCH);
        return second(now).isBefore(least) ? least : second(now);
    }

    /// The platform keeps whole seconds.
    static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
