package com.sellerkit.api;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Does some work once before the runtime takes its snapshot, so that the first real request finds
/// classes loaded, code compiled and connections made; outside of such a runtime it never runs.
final class Primer implements Resource {
    private final Runnable work;

    private Primer(Runnable work) {
        this.work = work;
    }

    /// Registers the work; the caller keeps the result, since the runtime holds it weakly.
    static Primer register(Runnable work) {
        Primer primer = new Primer(work);
        Core.getGlobalContext().register(primer);
        return primer;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        work.run();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing unique was made before the snapshot, so nothing has to be made anew.
    }
}
