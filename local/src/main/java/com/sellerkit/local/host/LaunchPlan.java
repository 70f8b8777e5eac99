package com.sellerkit.local.host;

import com.sellerkit.local.template.FunctionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// How to start a function: its code, the runtime client, its identity and the address of the
/// services.
///
/// @param region the region functions believe to run in
/// @param endpoint the address of the services, `AWS_ENDPOINT_URL`
/// @param identities access keys by logical id of the function
/// @param runtime a folder with AWS's runtime interface client
/// @param unpacked a folder for unpacked archives
/// @param bootstrap a folder prepared by [ChildProcess#prepareBootstrap]
/// @param classPath takes the place of the archive that the template names, when present
public record LaunchPlan(
        String region,
        String endpoint,
        Map<String, Identity> identities,
        Path runtime,
        Path unpacked,
        Path bootstrap,
        Optional<List<String>> classPath) {
    private static final String RUNTIME_CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    public LaunchPlan {
        identities = Map.copyOf(identities);
        classPath = classPath.map(List::copyOf);
    }

    /// The keys by which a function is known to the services.
    public record Identity(String accessKeyId, String secretAccessKey) {}

    ChildProcess.Launch launch(FunctionSpec function, String runtimeApi) {
        var environment = new TreeMap<>(Instance.lambdaEnvironment(function, runtimeApi, region));
        environment.putAll(function.environment());
        Identity identity = identities.get(function.id());
        if (identity == null) {
            throw new IllegalStateException("The function " + function.id() + " has no identity.");
        }
        environment.put("AWS_ACCESS_KEY_ID", identity.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", identity.secretAccessKey());
        environment.put("AWS_ENDPOINT_URL", endpoint);
        Path root = classPath.isPresent() ? empty(unpacked) : unpack(function.code());
        environment.put("LAMBDA_TASK_ROOT", root.toString());
        // The function's own libraries come first, as the runtime client brings some of the same in
        // other versions.
        var path =
                new ArrayList<>(
                        classPath.orElseGet(() ->
                                List.of(
                                        root.toString(),
                                        root.resolve("lib").resolve("*").toString())));
        path.add(runtime.resolve("*").toString());
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return new ChildProcess.Launch(
                List.of(
                        "-Xmx" + Math.max(64, function.memoryMegabytes() * 4 / 5) + "m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED"),
                path,
                linux ? RUNTIME_CLIENT : "com.sellerkit.local.bootstrap.RuntimeLoop",
                List.of(function.handler()),
                environment,
                root);
    }

    private static Path empty(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Unpacks an archive once; a changed archive gets a folder of its own.
    private synchronized Path unpack(Path archive) {
        try {
            if (!Files.isRegularFile(archive)) {
                throw new IllegalStateException(
                        "The functions are not built: " + archive + " is missing.");
            }
            String version =
                    Long.toString(Files.getLastModifiedTime(archive).toMillis(), 36)
                            + "-"
                            + Files.size(archive);
            Path folder = unpacked.resolve(version);
            if (Files.isDirectory(folder)) {
                return folder;
            }
            deleteOthers(unpacked);
            Path partial = unpacked.resolve(version + ".partial");
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                for (ZipEntry entry :
                        (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                    Path target = partial.resolve(entry.getName()).normalize();
                    if (!target.startsWith(partial) || entry.isDirectory()) {
                        continue;
                    }
                    Files.createDirectories(target.getParent());
                    try (InputStream in = zip.getInputStream(entry);
                            OutputStream out = Files.newOutputStream(target)) {
                        in.transferTo(out);
                    }
                }
            }
            Files.move(partial, folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteOthers(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var old = Files.list(folder)) {
                old.forEach(LaunchPlan::deleteTree);
            }
        }
    }

    /// Deletes a folder and all in it.
    public static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
