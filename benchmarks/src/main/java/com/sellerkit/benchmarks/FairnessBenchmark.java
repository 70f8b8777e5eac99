package com.sellerkit.benchmarks;

import com.sellerkit.local.host.LaunchPlan;
import com.sellerkit.local.journey.Neighbours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much later a seller's news is seen on one machine while another shop's 100,000 orders are
/// read for the first time.
///
/// The arguments are the project's folder and the number of changes, 60 unless told.
public final class FairnessBenchmark {
    private static final int CHANGES = 60;

    private FairnessBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]).toAbsolutePath().normalize();
        int changes = arguments.length < 2 ? CHANGES : Integer.parseInt(arguments[1]);
        Path work = Files.createTempDirectory("sellerkit-bench");
        try {
            new Neighbours(project, work.resolve("suite"), changes).run();
        } finally {
            LaunchPlan.deleteTree(work);
        }
    }
}
