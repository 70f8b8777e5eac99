package com.sellerkit.local.cli;

import com.sellerkit.local.StartProblem;
import com.sellerkit.local.Suite;
import com.sellerkit.local.SuiteOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Starts all of SellerKit and keeps it running until Ctrl-C.
@Command(
        name = "up",
        description = "Starts all of SellerKit and keeps it running until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final List<String> CREDENTIALS =
            List.of("TIKTOK_APP_KEY", "TIKTOK_APP_SECRET", "TIKTOK_SERVICE_ID");

    /// Variables that move the real platform elsewhere, and the template's parameters behind them.
    private static final Map<String, String> HOSTS =
            Map.of(
                    "TIKTOK_API_HOST", "TikTokApiHost",
                    "TIKTOK_AUTH_HOST", "TikTokAuthHost",
                    "TIKTOK_AUTHORIZE_HOST_US", "TikTokAuthorizeHostUs",
                    "TIKTOK_AUTHORIZE_HOST_ROW", "TikTokAuthorizeHostRow");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The application's port; the seven after it are used too. Default: 8080.")
    int port;

    @Option(names = "--fresh", description = "Forget all data first.")
    boolean fresh;

    @Option(
            names = "--real",
            description =
                    "Use TikTok Shop itself: TIKTOK_APP_KEY, TIKTOK_APP_SECRET and TIKTOK_SERVICE_ID must be set. It"
                            + " is the default when they are.")
    boolean real;

    @Option(
            names = "--stand-in",
            description =
                    "Use the stand-in for TikTok Shop even when an app's credentials are set.")
    boolean standIn;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "Another address under which browsers reach the application, and TikTok Shop its webhooks, such as a"
                            + " tunnel's.")
    Optional<URI> publicUrl = Optional.empty();

    @Option(names = "--project", hidden = true, description = "The folder with template.yaml.")
    Path project = Path.of("");

    @Option(names = "--state", hidden = true, description = "The folder for data.")
    Optional<Path> state = Optional.empty();

    private final CountDownLatch forever = new CountDownLatch(1);

    @Override
    public Integer call() throws InterruptedException {
        Path root = project.toAbsolutePath().normalize();
        if (!Files.isRegularFile(root.resolve("template.yaml"))) {
            throw new StartProblem("There is no template.yaml in " + root + ".");
        }
        SuiteOptions options =
                SuiteOptions.forCommand(root, port, state.orElse(root.resolve(".sellerkit")));
        Optional<SuiteOptions.RealPlatform> platform = platform();
        if (platform.isPresent()) {
            options = options.withReal(platform.get());
        }
        if (publicUrl.isPresent()) {
            options = options.withPublicUrl(origin(publicUrl.get()));
        }
        if (fresh) {
            Suite.forget(options.state());
        }
        if (Suite.isFirstStart(options.state())) {
            say(
                    "DynamoDB is played by Amazon's DynamoDB Local, under its own licence: for people with an AWS account,");
            say(
                    "for development only. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocalLicense.html");
        }
        long begun = System.nanoTime();
        Suite suite = Suite.start(options);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    say("Ending.");
                                    var _ =
                                            Thread.ofPlatform()
                                                    .daemon()
                                                    .start(UpCommand::endAnyway);
                                    suite.close();
                                }));
        suite.warmFirstScreen();
        greet(suite, options, (System.nanoTime() - begun) / 1_000_000);
        forever.await();
        return 0;
    }

    /// Whatever an engine still waits for: children end with this process, and what is stored is
    /// stored.
    private static void endAnyway() {
        try {
            Thread.sleep(4_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(130);
    }

    private Optional<SuiteOptions.RealPlatform> platform() {
        List<String> missing =
                CREDENTIALS.stream().filter(name -> variable(name).isEmpty()).toList();
        if (real && standIn) {
            throw new StartProblem("--real and --stand-in exclude each other.");
        }
        if (standIn || (!real && missing.size() == CREDENTIALS.size())) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new StartProblem(
                    "To use TikTok Shop itself, set "
                            + String.join(", ", missing)
                            + " too; to use the stand-in, add --stand-in.");
        }
        var hosts = new HashMap<String, String>();
        HOSTS.forEach((variable, parameter) ->
                variable(variable).ifPresent(value -> hosts.put(parameter, value)));
        return Optional.of(
                new SuiteOptions.RealPlatform(
                        variable("TIKTOK_APP_KEY").orElseThrow(),
                        variable("TIKTOK_APP_SECRET").orElseThrow(),
                        variable("TIKTOK_SERVICE_ID").orElseThrow(),
                        hosts));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static URI origin(URI url) {
        boolean whole =
                url.getHost() != null
                        && List.of("http", "https")
                                .contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))
                        && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
        if (!whole) {
            throw new StartProblem(
                    "--public-url is "
                            + url
                            + "; it has to be an address such as https://seller.example.com, without a path.");
        }
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    private static void greet(Suite suite, SuiteOptions options, long millis) {
        say("");
        say("SellerKit runs (started in %.1f s).".formatted(millis / 1000.0));
        say("");
        say(
                "  Application    "
                        + suite.app()
                        + options.publicUrl().map(url -> ", also " + url).orElse(""));
        say(
                "  Sign in as     "
                        + Suite.DEMO_EMAIL
                        + " with "
                        + Suite.DEMO_PASSWORD
                        + ", or create an account");
        if (options.real().isPresent()) {
            say(
                    "  TikTok Shop    the platform itself; its Redirect URL must be "
                            + options.publicUrl().orElse(suite.app())
                            + "/connect/callback");
            say(
                    options.publicUrl()
                            .map(url ->
                                    "  Webhooks       "
                                            + url
                                            + Suite.WEBHOOK_PATH
                                            + " is registered for each shop; enter it in Partner Center too, for every event")
                            .orElse(
                                    "  Webhooks       none arrive: TikTok Shop reaches this machine only with --public-url"));
        } else {
            say("  TikTok Shop    a stand-in, steered at " + suite.sandboxAddress() + "/_control");
            say("  Webhooks       from the stand-in to " + suite.webhookUrl());
        }
        say("  This machine   what runs, waits and failed: " + suite.operatorPage());
        say(
                "  AWS services   "
                        + suite.door()
                        + " (access key "
                        + suite.operator().accessKeyId()
                        + ", any secret)");
        say("  Data and logs  " + options.state());
        say("");
        say("Ctrl-C ends everything; the next start finds the data again. --fresh forgets it.");
        say("");
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
