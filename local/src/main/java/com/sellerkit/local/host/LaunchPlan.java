package com.sellerkit.local.host;

import com.sellerkit.local.template.FunctionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// How to start a function: its code, the runtime client, its identity and the address of the
/// services.
///
/// @param region the region functions believe to run in
/// @param endpoint the address of the services, `AWS_ENDPOINT_URL`
/// @param identities access keys by logical id of the function
/// @param runtime a folder with AWS's runtime interface client
/// @param unpacked a folder for unpacked archives, which several runners may share
/// @param bootstrap the archive of [ChildProcess#prepareBootstrap]
/// @param classPath takes the place of the archive that the template names, when present
/// @param learned whether processes use what [LearnedClasses] has, if it has anything
public record LaunchPlan(
        String region,
        String endpoint,
        Map<String, Identity> identities,
        Path runtime,
        Path unpacked,
        Path bootstrap,
        Optional<List<String>> classPath,
        boolean learned) {
    private static final String RUNTIME_CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private static final String CODE = "code.jar";

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
        // other versions. All are archives in an order that stays, or nothing could be learned.
        var path = new ArrayList<>(classPath.orElseGet(() -> codeOf(root)));
        List<String> client = archives(runtime);
        path.addAll(client);
        var options =
                new ArrayList<>(
                        List.of(
                                "-Xmx" + Math.max(64, function.memoryMegabytes() * 4 / 5) + "m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED"));
        if (learned && classPath.isEmpty()) {
            options.addAll(LearnedClasses.options(learnedIn(root)));
        }
        options.addAll(RuntimeLibrary.options(client, root));
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return new ChildProcess.Launch(
                options,
                path,
                linux ? RUNTIME_CLIENT : "com.sellerkit.local.bootstrap.RuntimeLoop",
                List.of(function.handler()),
                environment,
                root);
    }

    /// Where what was learned of a function's classes is kept, whether anything was or not: beside
    /// its code, under a name that tells all that it was learned with.
    Path learned(FunctionSpec function) {
        return learnedIn(unpack(function.code()));
    }

    private Path learnedIn(Path root) {
        var digest = new CRC32();
        var all = new ArrayList<>(List.of(bootstrap.toString()));
        all.addAll(codeOf(root));
        all.addAll(archives(runtime));
        all.add(System.getProperty("java.home"));
        all.add(System.getProperty("java.vm.version"));
        digest.update(String.join("|", all).getBytes(StandardCharsets.UTF_8));
        return root.resolve("learned-%08x.aot".formatted(digest.getValue()));
    }

    private static List<String> codeOf(Path root) {
        var path = new ArrayList<>(List.of(root.resolve(CODE).toString()));
        path.addAll(archives(root.resolve("lib")));
        return path;
    }

    private static List<String> archives(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            Files.createDirectories(unpacked);
            synchronized (LaunchPlan.class) {
                try (var channel =
                                FileChannel.open(
                                        unpacked.resolve("lock"),
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE);
                        var _ = channel.lock()) {
                    if (!Files.isDirectory(folder)) {
                        deleteOthers(unpacked);
                        unpack(archive, folder);
                    }
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The libraries stay as they are; the classes become an archive, as only what is in archives
    /// can be learned.
    private static void unpack(Path archive, Path folder) throws IOException {
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        Files.createDirectories(partial.resolve("lib"));
        try (var zip = new ZipFile(archive.toFile());
                var code = new ZipOutputStream(Files.newOutputStream(partial.resolve(CODE)))) {
            for (ZipEntry entry :
                    (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (entry.isDirectory()) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    if (entry.getName().startsWith("lib/")) {
                        Path target = partial.resolve(entry.getName()).normalize();
                        if (target.startsWith(partial)) {
                            Files.createDirectories(target.getParent());
                            Files.copy(in, target);
                        }
                    } else {
                        code.putNextEntry(stored(entry));
                        in.transferTo(code);
                    }
                }
            }
        }
        Files.move(partial, folder);
    }

    /// Reading what is not compressed is faster, and it is read often.
    private static ZipEntry stored(ZipEntry entry) {
        var stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getSize());
        stored.setCompressedSize(entry.getSize());
        stored.setCrc(entry.getCrc());
        stored.setTime(entry.getTime());
        return stored;
    }

    private static void deleteOthers(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var old = Files.list(folder)) {
                old.filter(Files::isDirectory).forEach(LaunchPlan::deleteTree);
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
