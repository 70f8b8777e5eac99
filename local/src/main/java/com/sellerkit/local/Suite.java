package com.sellerkit.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sellerkit.local.door.FrontDoor;
import com.sellerkit.local.engines.BusService;
import com.sellerkit.local.engines.KeyService;
import com.sellerkit.local.engines.QueueEngine;
import com.sellerkit.local.engines.SecretService;
import com.sellerkit.local.engines.TableEngine;
import com.sellerkit.local.events.AsyncInvoker;
import com.sellerkit.local.events.HttpApi;
import com.sellerkit.local.events.QueuePoller;
import com.sellerkit.local.events.RestApi;
import com.sellerkit.local.events.Scheduler;
import com.sellerkit.local.host.ChildProcess;
import com.sellerkit.local.host.FunctionHost;
import com.sellerkit.local.host.FunctionLog;
import com.sellerkit.local.host.LaunchPlan;
import com.sellerkit.local.host.LearnedClasses;
import com.sellerkit.local.host.Result;
import com.sellerkit.local.host.Usage;
import com.sellerkit.local.issuer.Issuer;
import com.sellerkit.local.issuer.IssuerConfig;
import com.sellerkit.local.operator.OperatorPage;
import com.sellerkit.local.template.EventSource;
import com.sellerkit.local.template.FunctionSpec;
import com.sellerkit.local.template.Names;
import com.sellerkit.local.template.Template;
import com.sellerkit.sandbox.Sandbox;
import com.sellerkit.sandbox.SandboxConfig;
import com.sellerkit.sandbox.SandboxControl;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// All of SellerKit on one machine, as template.yaml describes it: started together, ended
/// together.
public final class Suite implements AutoCloseable {
    static {
        // Without it, each small answer of the JDK's server waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private static final Duration ENDING_MAX = Duration.ofSeconds(3);
    private static final Duration SCREEN = Duration.ofSeconds(1);

    /// The region that everything here believes to be in.
    public static final String REGION = "us-east-1";

    /// The name of the stack, with which the names of its queues begin.
    public static final String STACK = "sellerkit-local";

    /// Where the platform's API takes webhooks.
    public static final String WEBHOOK_PATH = "/webhooks/tiktok";

    /// Someone who can always sign in.
    public static final String DEMO_EMAIL = "demo@sellerkit.example";

    /// Their password.
    public static final String DEMO_PASSWORD = "demo-password-1";

    private final SuiteOptions options;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean ended;
    private final Names names;
    private final Template template;
    private final FunctionHost host;
    private final QueueEngine queues;
    private final AsyncInvoker invoker;
    private final Issuer issuer;
    private final Optional<Sandbox> sandbox;
    private final FrontDoor door;
    private final LaunchPlan.Identity operator;
    private final OperatorPage page;

    /// Starts everything and returns when the application answers.
    ///
    /// @throws StartProblem when a port is taken, another runner uses the data, or something is not
    ///   built
    /// @throws com.sellerkit.local.template.TemplateProblem when the template holds what one
    ///   machine does not know
    public static Suite start(SuiteOptions options) {
        return new Suite(options);
    }

    private Suite(SuiteOptions options) {
        this.options = options;
        Ports ports = options.ports();
        URI app = URI.create("http://localhost:" + ports.app());
        this.names =
                new Names(
                        REGION,
                        STACK,
                        URI.create("http://127.0.0.1:" + ports.door()),
                        app,
                        URI.create("http://localhost:" + ports.issuer()));
        Path file = options.template();
        this.template = Template.read(file, names, parameters(file));
        try {
            StateFolder state = closing(StateFolder.take(options.state()));
            ports.requireFree();
            Path bootstrap = ChildProcess.prepareBootstrap(unpacked());
            // The two slow ones start side by side.
            CompletableFuture<TableEngine> tableEngine = beside(() -> tables(state, bootstrap));
            CompletableFuture<QueueEngine> queueEngine =
                    beside(() ->
                            new QueueEngine(
                                    ports.queues(), Optional.of(state.path("queues")), REGION));
            this.issuer = closing(issuer(state, app));
            this.sandbox =
                    options.real().isPresent()
                            ? Optional.empty()
                            : Optional.of(closing(sandbox(state, app)));
            this.door = closing(new FrontDoor(ports.door()));
            TableEngine tables = joined(tableEngine);
            this.queues = joined(queueEngine);
            tables.lay(template.tables());
            queues.lay(template.queues());
            BusService bus = new BusService(REGION, template.buses());
            door.serve("kms", new KeyService(template.keys(), state.path("keys.json")));
            door.serve("secretsmanager", secrets());
            door.serve("events", bus);
            door.passOn("dynamodb", tables.address(), Optional.of(tables.accessKey()));
            door.passOn("sqs", queues.address(), Optional.empty());
            // The same at each start, so that commands beside it find it.
            this.operator =
                    new LaunchPlan.Identity(
                            state.identity("operator"), identity().secretAccessKey());
            door.admit(operator.accessKeyId(), "operator");
            LaunchPlan plan = plan(bootstrap);
            this.host =
                    closing(
                            new FunctionHost(
                                    template.functions(),
                                    plan,
                                    state.path("logs"),
                                    options.showLogs()));
            this.invoker = closing(new AsyncInvoker(host, queues));
            door.call(
                    "operator",
                    new FrontDoor.Calls() {
                        @Override
                        public boolean accept(String functionArn, String event) {
                            Optional<FunctionSpec> called = called(functionArn);
                            called.ifPresent(function -> invoker.accept(function, event));
                            return called.isPresent();
                        }

                        @Override
                        public Optional<FrontDoor.Said> call(String functionArn, String event) {
                            return called(functionArn)
                                    .map(function -> said(host.invoke(function.id(), event)));
                        }
                    });
            this.page = connectEvents(bus);
            if (options.functionClassPath().isEmpty()) {
                learnClasses(plan, state);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Map<String, String> parameters(Path file) {
        var declared = Template.parameterNames(file);
        var values = new HashMap<String, String>();
        values.put("DataLocation", "local");
        // A little less than the planner's minute, so that each of its looks finds the shops due.
        values.put("OrderPollSeconds", "45");
        // Whoever watches one shop on one machine does not want to wait for it.
        values.put("IdlePollSeconds", "45");
        values.put("OidcAuthority", names.issuer().toString());
        values.put("OidcClientId", STACK + "-app");
        values.put("OidcLogoutUrl", names.issuer() + "/logout");
        values.put("WebhookAddress", reachedAt());
        if (options.real().isPresent()) {
            values.putAll(options.real().get().hosts());
        } else {
            String standIn = "http://localhost:" + options.ports().sandbox();
            List.of(
                            "TikTokApiHost",
                            "TikTokAuthHost",
                            "TikTokAuthorizeHostUs",
                            "TikTokAuthorizeHostRow")
                    .forEach(name -> values.put(name, standIn));
        }
        values.keySet().retainAll(declared);
        values.putAll(options.parameters());
        return values;
    }

    /// Where TikTok Shop reaches the webhooks of this machine: the stand-in does by itself, the
    /// platform only by a public address.
    private String reachedAt() {
        return options.real().isEmpty()
                ? webhookUrl().toString()
                : options.publicUrl()
                        .map(url -> url.resolve(WEBHOOK_PATH).toString())
                        .orElse("none");
    }

    private TableEngine tables(StateFolder state, Path bootstrap) {
        String key = state.identity("tables");
        return options.tables()
                .map(shared -> shared.beside(key))
                .orElseGet(() ->
                        TableEngine.start(
                                options.ports().tables(),
                                options.project().resolve("local/dynamodb/target/lib"),
                                Optional.of(state.path("dynamodb")),
                                options.optimizedTables(),
                                REGION,
                                key,
                                bootstrap,
                                new FunctionLog(state.path("logs"), "DynamoDB", false)));
    }

    private Issuer issuer(StateFolder state, URI app) {
        var origins = new ArrayList<URI>();
        origins.add(app);
        options.publicUrl().ifPresent(origins::add);
        var clients = template.clients();
        var started =
                new Issuer(
                        new IssuerConfig(
                                options.ports().issuer(),
                                state.path("issuer.json"),
                                STACK + "-app",
                                origins,
                                clients.isEmpty()
                                        ? List.of("/signin")
                                        : clients.getFirst().callbackPaths(),
                                clients.isEmpty() ? List.of("/") : clients.getFirst().logoutPaths(),
                                clients.isEmpty()
                                        ? List.of("openid", "email", "profile", "sellerkit/app")
                                        : clients.getFirst().scopes(),
                                Duration.ofHours(1),
                                Duration.ofHours(24),
                                options.passwordIterations(),
                                InstantSource.system()));
        started.addPerson(DEMO_EMAIL, DEMO_PASSWORD);
        return started;
    }

    private Sandbox sandbox(StateFolder state, URI app) {
        SandboxConfig config =
                SandboxConfig.defaults()
                        .withPort(options.ports().sandbox())
                        .withStateFile(state.path("sandbox.json"))
                        .withRedirectUrl(app.resolve("/connect/callback"));
        if (!template.httpApis().isEmpty()) {
            config = config.withWebhookUrl(webhookUrl());
        }
        return Sandbox.start(options.sandbox().apply(config));
    }

    private SecretService secrets() {
        var service = new SecretService();
        SandboxConfig standIn = options.sandbox().apply(SandboxConfig.defaults());
        String value =
                JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "appKey",
                                options.real()
                                        .map(SuiteOptions.RealPlatform::appKey)
                                        .orElse(standIn.appKey()))
                        .put(
                                "appSecret",
                                options.real()
                                        .map(SuiteOptions.RealPlatform::appSecret)
                                        .orElse(standIn.appSecret()))
                        .put(
                                "serviceId",
                                options.real()
                                        .map(SuiteOptions.RealPlatform::serviceId)
                                        .orElse(standIn.serviceId()))
                        .toString();
        template.secrets().forEach(secret -> service.put(secret, value));
        return service;
    }

    private LaunchPlan plan(Path bootstrap) {
        var identities = new HashMap<String, LaunchPlan.Identity>();
        for (FunctionSpec function : template.functions()) {
            LaunchPlan.Identity identity = identity();
            identities.put(function.id(), identity);
            door.admit(identity.accessKeyId(), function.id());
        }
        return new LaunchPlan(
                REGION,
                door.address().toString(),
                identities,
                options.project().resolve("local/target/runtime"),
                unpacked(),
                bootstrap,
                options.functionClassPath(),
                true);
    }

    /// Beside what was built, so that every start finds it again.
    private Path unpacked() {
        return options.project().resolve("local/target/functions");
    }

    /// Once the first screen is there, not before.
    private void learnClasses(LaunchPlan plan, StateFolder state) {
        closing(
                        new LearnedClasses(
                                template.functions(),
                                plan,
                                options.project().resolve("events"),
                                new FunctionLog(state.path("logs"), "Rehearsal", false)))
                .learnAfter(host.firstReady(), SCREEN);
    }

    private static LaunchPlan.Identity identity() {
        byte[] bytes = new byte[8];
        byte[] secret = new byte[20];
        var random = new SecureRandom();
        random.nextBytes(bytes);
        random.nextBytes(secret);
        return new LaunchPlan.Identity(
                "LKIA" + HexFormat.of().withUpperCase().formatHex(bytes),
                HexFormat.of().formatHex(secret));
    }

    /// Accepts an event for a function by its name, with an alias behind it or not.
    private Optional<FunctionSpec> called(String arn) {
        return template.functions().stream()
                .filter(function ->
                        arn.equals(function.id())
                                || arn.equals(function.arn())
                                || arn.startsWith(function.arn() + ":"))
                .findFirst();
    }

    private static FrontDoor.Said said(Result result) {
        return switch (result) {
            case Result.Answered(String body) -> new FrontDoor.Said(false, body);
            case Result.Failed(String error) -> new FrontDoor.Said(true, error);
            case Result.TimedOut(int seconds) ->
                    new FrontDoor.Said(true, error("it took longer than " + seconds + " seconds"));
            case Result.Crashed(int exitCode) ->
                    new FrontDoor.Said(true, error("it ended with " + exitCode));
            case Result.Throttled() ->
                    new FrontDoor.Said(true, error("all of its instances are busy"));
        };
    }

    private static String error(String sentence) {
        return "{\"errorMessage\":\"%s\"}".formatted(sentence);
    }

    private OperatorPage connectEvents(BusService bus) {
        var arns = new HashMap<String, String>();
        template.queues().forEach(queue -> arns.put(queue.name(), queue.arn()));
        Scheduler scheduler = closing(new Scheduler(REGION, invoker));
        for (FunctionSpec function : template.functions()) {
            for (EventSource event : function.events()) {
                switch (event) {
                    case EventSource.Route _ -> {
                        // The APIs find their routes themselves.
                    }
                    case EventSource.Messages messages ->
                            closing(
                                    new QueuePoller(
                                            function,
                                            messages,
                                            arns.getOrDefault(
                                                    messages.queueName(), messages.queueName()),
                                            REGION,
                                            queues,
                                            host));
                    case EventSource.Facts facts ->
                            bus.rule(
                                    facts.busName(),
                                    facts.ruleName(),
                                    facts.pattern(),
                                    fact -> invoker.accept(function, fact));
                    case EventSource.Schedule schedule ->
                            scheduler.add(function, schedule, options.schedules());
                }
            }
        }
        Optional<RestApi> sellers =
                atMostOne("REST API", template.apis())
                        .map(api ->
                                closing(
                                        new RestApi(
                                                api,
                                                template.functions(),
                                                host,
                                                issuer.authorizer(),
                                                options.ports().app())));
        Optional<HttpApi> platform =
                atMostOne("HTTP API", template.httpApis())
                        .map(api ->
                                closing(
                                        new HttpApi(
                                                api,
                                                template.functions(),
                                                host,
                                                options.ports().platform())));
        if (options.publicUrl().isPresent() && sellers.isPresent() && platform.isPresent()) {
            sellers.get().alsoServe(WEBHOOK_PATH, platform.get());
        }
        return closing(operatorPage(bus, scheduler));
    }

    private OperatorPage operatorPage(BusService bus, Scheduler scheduler) {
        return new OperatorPage(
                options.ports().operator(),
                new OperatorPage.Parts(
                        template,
                        host,
                        queues,
                        invoker,
                        bus,
                        scheduler,
                        STACK + "-",
                        names.app(),
                        sandbox.map(_ -> URI.create(sandboxAddress() + "/_control"))));
    }

    private static <T> Optional<T> atMostOne(String what, List<T> all) {
        if (all.size() > 1) {
            throw new StartProblem(
                    "The template has %d of the kind %s; one machine runs one."
                            .formatted(all.size(), what));
        }
        return all.stream().findFirst();
    }

    private <T extends AutoCloseable> T closing(T part) {
        boolean late;
        synchronized (parts) {
            late = ended;
            if (!late) {
                parts.push(part);
            }
        }
        if (late) {
            end(part);
        }
        return part;
    }

    private <T extends AutoCloseable> CompletableFuture<T> beside(Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                () -> closing(start.get()), task -> Thread.ofVirtual().start(task));
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// Where sellers open the application.
    public URI app() {
        return names.app();
    }

    /// Where the platform's webhooks arrive.
    public URI webhookUrl() {
        return URI.create("http://localhost:" + options.ports().platform() + WEBHOOK_PATH);
    }

    /// Where people sign in.
    public URI issuer() {
        return issuer.address();
    }

    /// Where SDK clients find the AWS services.
    public URI door() {
        return door.address();
    }

    /// Where what runs can be seen and acted on.
    public URI operatorPage() {
        return page.address();
    }

    /// Keys that any service accepts, for tools and tests.
    public LaunchPlan.Identity operator() {
        return operator;
    }

    /// The region that everything runs in.
    public String region() {
        return REGION;
    }

    /// The address of the TikTok Shop stand-in.
    ///
    /// @throws IllegalStateException when the suite talks to the platform itself
    public URI sandboxAddress() {
        return URI.create("http://localhost:" + options.ports().sandbox());
    }

    /// Steers the TikTok Shop stand-in.
    ///
    /// @throws IllegalStateException when the suite talks to the platform itself
    public SandboxControl sandbox() {
        return sandbox.orElseThrow(() -> new IllegalStateException("There is no stand-in."))
                .control();
    }

    /// The template as it runs.
    public Template template() {
        return template;
    }

    /// Adds someone who can sign in.
    public void addPerson(String email, String password) {
        issuer.addPerson(email, password);
    }

    /// Signs someone in, as the browser would, and returns their access token.
    public String signIn(String email, String password) {
        String callback =
                template.clients().isEmpty()
                        ? "/signin"
                        : template.clients().getFirst().callbackPaths().getFirst();
        return new com.sellerkit.local.issuer.SignIn(
                        issuer.address(), STACK + "-app", app() + callback)
                .accessToken(email, password);
    }

    /// Runs a function with an event, in JSON, and waits for its end.
    public Result invoke(String functionId, String event) {
        return host.invoke(functionId, event);
    }

    /// What a function has printed, oldest line first.
    public List<String> logs(String functionId) {
        return host.lines(functionId);
    }

    /// How many messages a queue of the template holds, by `waiting`, `delayed` and `inFlight`.
    public Map<String, Integer> queueDepth(String logicalId) {
        return queues.depth(STACK + "-" + logicalId);
    }

    /// How many requests a function has made to a service such as `kms`, since the start.
    public long calls(String functionId, String service) {
        return door.calls(functionId, service);
    }

    /// How many processes were started for a function, since the start.
    public long processes(String functionId) {
        return host.usage().stream()
                .filter(usage -> usage.functionId().equals(functionId))
                .mapToLong(Usage::coldStarts)
                .sum();
    }

    /// Starts the function that serves the first screen before anyone asks for it.
    public void warmFirstScreen() {
        for (FunctionSpec function : template.functions()) {
            boolean first =
                    function.events().stream()
                            .anyMatch(event ->
                                    event instanceof EventSource.Route route
                                            && route.path().equals("/{proxy+}"));
            if (first) {
                host.warm(function.id());
            }
        }
    }

    /// Whether the data folder has been used before.
    public static boolean isFirstStart(Path state) {
        return !Files.exists(state.resolve("dynamodb"));
    }

    /// Deletes all data of a suite that does not run.
    ///
    /// @throws StartProblem when it runs
    public static void forget(Path state) {
        try (StateFolder folder = StateFolder.takeWhateverItHolds(state)) {
            folder.forget(LaunchPlan::deleteTree);
        }
    }

    @Override
    public void close() {
        List<AutoCloseable> all;
        synchronized (parts) {
            ended = true;
            all = new ArrayList<>(parts);
            parts.clear();
        }
        var engines = new ArrayList<Thread>();
        for (AutoCloseable part : all) {
            if (part instanceof TableEngine || part instanceof QueueEngine) {
                engines.add(Thread.ofVirtual().start(() -> end(part)));
            } else {
                end(part);
            }
        }
        // Their data is safe whenever they end, so nobody has to wait for long.
        long until = System.nanoTime() + ENDING_MAX.toNanos();
        for (Thread engine : engines) {
            try {
                engine.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("While ending " + part.getClass().getSimpleName() + ": " + e);
        }
    }
}
