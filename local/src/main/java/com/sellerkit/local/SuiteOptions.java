package com.sellerkit.local;

import com.sellerkit.sandbox.SandboxConfig;
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
/// @param sandbox changes how the stand-in starts
/// @param parameters values for parameters of the template, over those of one machine
/// @param schedules whether schedules fire by themselves
/// @param showLogs whether what functions print is shown
public record SuiteOptions(
        Path project,
        Path template,
        Path state,
        Ports ports,
        Optional<RealPlatform> real,
        Optional<URI> publicUrl,
        Optional<List<String>> functionClassPath,
        UnaryOperator<SandboxConfig> sandbox,
        Map<String, String> parameters,
        boolean schedules,
        boolean showLogs) {
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
        return new SuiteOptions(
                project,
                project.resolve("template.yaml"),
                state,
                Ports.from(firstPort),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                UnaryOperator.identity(),
                Map.of(),
                true,
                true);
    }

    /// For tests: ports that are free, a state folder of the test's own.
    public static SuiteOptions forTest(Path project, Path state) {
        return new SuiteOptions(
                project,
                project.resolve("template.yaml"),
                state,
                Ports.free(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                UnaryOperator.identity(),
                Map.of(),
                true,
                false);
    }

    /// Another template than the project's own.
    public SuiteOptions withTemplate(Path file) {
        return new SuiteOptions(
                project,
                file,
                state,
                ports,
                real,
                publicUrl,
                functionClassPath,
                sandbox,
                parameters,
                schedules,
                showLogs);
    }

    public SuiteOptions withReal(RealPlatform platform) {
        return new SuiteOptions(
                project,
                template,
                state,
                ports,
                Optional.of(platform),
                publicUrl,
                functionClassPath,
                sandbox,
                parameters,
                schedules,
                showLogs);
    }

    public SuiteOptions withPublicUrl(URI url) {
        return new SuiteOptions(
                project,
                template,
                state,
                ports,
                real,
                Optional.of(url),
                functionClassPath,
                sandbox,
                parameters,
                schedules,
                showLogs);
    }

    public SuiteOptions withFunctionClassPath(List<String> classPath) {
        return new SuiteOptions(
                project,
                template,
                state,
                ports,
                real,
                publicUrl,
                Optional.of(classPath),
                sandbox,
                parameters,
                schedules,
                showLogs);
    }

    public SuiteOptions withSandbox(UnaryOperator<SandboxConfig> change) {
        return new SuiteOptions(
                project,
                template,
                state,
                ports,
                real,
                publicUrl,
                functionClassPath,
                change,
                parameters,
                schedules,
                showLogs);
    }

    public SuiteOptions withParameters(Map<String, String> values) {
        return new SuiteOptions(
                project,
                template,
                state,
                ports,
                real,
                publicUrl,
                functionClassPath,
                sandbox,
                values,
                schedules,
                showLogs);
    }

    /// Whether schedules fire by themselves; without, a test fires them by [Suite#invoke].
    public SuiteOptions withSchedules(boolean fire) {
        return new SuiteOptions(
                project,
                template,
                state,
                ports,
                real,
                publicUrl,
                functionClassPath,
                sandbox,
                parameters,
                fire,
                showLogs);
    }
}
