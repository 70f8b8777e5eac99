package com.sellerkit.local;

import com.sellerkit.local.engines.TableEngine;
import com.sellerkit.sandbox.SandboxConfig;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a suite starts.
///
/// @param project the folder that is built in, with the engines and the functions; their unpacked
///   code is kept there as well
/// @param template the template to run
/// @param state where data and logs live
/// @param real the platform itself instead of the stand-in
/// @param publicUrl another address under which browsers reach the application, such as a tunnel's
/// @param functionClassPath takes the place of the packed functions, for tests that run before
///   packing
/// @param tables a running engine to keep the tables in, in place of one that starts and ends with
///   the suite
/// @param sandbox changes how the stand-in starts
/// @param parameters values for parameters of the template, over those of one machine
/// @param passwordIterations rounds that the issuer takes for a password: many where people sign in
/// @param optimizedTables whether DynamoDB Local is optimized, which pays where it runs for minutes
/// @param schedules whether schedules fire by themselves; without, a test fires them by
///   [Suite#invoke]
/// @param showLogs whether what functions print is shown
@RecordBuilder
public record SuiteOptions(
        Path project,
        Path template,
        Path state,
        Ports ports,
        Optional<RealPlatform> real,
        Optional<URI> publicUrl,
        Optional<List<String>> functionClassPath,
        Optional<TableEngine> tables,
        UnaryOperator<SandboxConfig> sandbox,
        Map<String, String> parameters,
        int passwordIterations,
        boolean optimizedTables,
        boolean schedules,
        boolean showLogs)
        implements SuiteOptionsBuilder.With {
    public SuiteOptions {
        functionClassPath = functionClassPath.map(List::copyOf);
        parameters = Map.copyOf(parameters);
    }

    /// An app that is registered with TikTok Shop.
    ///
    /// @param hosts addresses by the name of their template parameter, where they differ from the
    ///   platform's own
    public record RealPlatform(
            String appKey, String appSecret, String serviceId, Map<String, String> hosts) {
        public RealPlatform {
            hosts = Map.copyOf(hosts);
        }

        /// Everything but the secret.
        @Override
        public String toString() {
            return "RealPlatform[appKey="
                    + appKey
                    + ", appSecret=[REDACTED], serviceId="
                    + serviceId
                    + ", hosts="
                    + hosts
                    + "]";
        }
    }

    /// For the command: eight ports in a row, logs shown.
    public static SuiteOptions forCommand(Path project, int firstPort, Path state) {
        return of(project, state, Ports.from(firstPort), 100_000, true, true);
    }

    /// For tests that end soon: ports that are free, a state folder of the test's own.
    public static SuiteOptions forTest(Path project, Path state) {
        return of(project, state, Ports.free(), 1_000, false, false);
    }

    private static SuiteOptions of(
            Path project,
            Path state,
            Ports ports,
            int passwordIterations,
            boolean optimizedTables,
            boolean showLogs) {
        return new SuiteOptions(
                project,
                project.resolve("template.yaml"),
                state,
                ports,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                UnaryOperator.identity(),
                Map.of(),
                passwordIterations,
                optimizedTables,
                true,
                showLogs);
    }

    public SuiteOptions withReal(RealPlatform platform) {
        return withReal(Optional.of(platform));
    }

    public SuiteOptions withPublicUrl(URI url) {
        return withPublicUrl(Optional.of(url));
    }

    public SuiteOptions withTables(TableEngine shared) {
        return withTables(Optional.of(shared));
    }

    public SuiteOptions withFunctionClassPath(List<String> classPath) {
        return withFunctionClassPath(Optional.of(classPath));
    }
}
