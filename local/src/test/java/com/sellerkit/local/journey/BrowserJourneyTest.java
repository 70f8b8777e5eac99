package com.sellerkit.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sellerkit.local.SharedTables;
import com.sellerkit.local.Suite;
import com.sellerkit.local.SuiteOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The seller's journey in a real browser, against the suite on real processes.
class BrowserJourneyTest {
    private static final List<Path> BROWSERS =
            List.of(
                    Path.of("/usr/bin/chromium"),
                    Path.of("/usr/bin/chromium-browser"),
                    Path.of("/usr/bin/google-chrome"));

    /// Enough for several pages; the journey of a shop's size is another test's.
    private static final int ORDERS = 120;

    private static final int MINUTES_MAX = 6;

    @TempDir Path state;
    @TempDir Path output;

    @Test
    void aSellerGoesFromSigningUpToFindingAnOrderAndSigningOut()
            throws IOException, InterruptedException {
        Optional<Path> browser = browser();
        if (browser.isEmpty()) {
            assertThat(System.getenv("SELLERKIT_REQUIRE_BROWSER"))
                    .as("no Chromium, although this run requires one")
                    .isNull();
            System.out.println("skipped: no Chromium");
            abort("skipped: no Chromium");
        }
        Path project = Path.of("..").toAbsolutePath().normalize();
        try (Suite suite =
                Suite.start(
                        SuiteOptions.forTest(project, state)
                                .withTables(SharedTables.engine())
                                .withSandbox(config -> config.withShopSize("us", ORDERS)))) {
            File report = output.resolve("browser.txt").toFile();
            ProcessBuilder journey =
                    new ProcessBuilder("npm", "run", "--silent", "e2e")
                            .directory(project.resolve("web").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(report);
            journey.environment().put("SELLERKIT_URL", suite.app().toString());
            journey.environment().put("SELLERKIT_ISSUER", suite.issuer().toString());
            journey.environment().put("SELLERKIT_SANDBOX", suite.sandboxAddress().toString());
            journey.environment().put("CHROMIUM_PATH", browser.get().toString());
            Process process = journey.start();
            try {
                boolean finished = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
                String printed = Files.readString(report.toPath());
                System.out.print(printed);
                assertThat(finished).as("finished in time:%n%s", printed).isTrue();
                assertThat(process.exitValue()).as(printed).isZero();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static Optional<Path> browser() {
        return Optional.ofNullable(System.getenv("CHROMIUM_PATH"))
                .map(Path::of)
                .or(() -> BROWSERS.stream().filter(Files::isExecutable).findFirst());
    }
}
