package com.sellerkit.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Does some work once before the runtime takes its snapshot, so that the first real request finds
/// classes loaded, code compiled and connections made; outside of such a runtime it never runs.
public final class Primer implements Resource {
    /// The runtime itself refers to them only weakly.
    private static final List<Primer> KEPT = new CopyOnWriteArrayList<>();

    private final Runnable work;

    private Primer(Runnable work) {
        this.work = work;
    }

    /// Registers the work.
    public static void register(Runnable work) {
        Primer primer = new Primer(work);
        KEPT.add(primer);
        Core.getGlobalContext().register(primer);
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
