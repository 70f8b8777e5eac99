package com.sellerkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sellerkit.platform.Secret;
import com.sellerkit.tiktok.AppSecret;
import com.sellerkit.tiktok.Signer;
import com.sellerkit.vault.RecordCipher;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The rules between the packages, written for any root package so that broken examples can be held
/// against them too.
final class Boundaries {
    private static final Set<String> FEATURES =
            Set.of(
                    "platform",
                    "catalog",
                    "vault",
                    "store",
                    "ledger",
                    "tiktok",
                    "account",
                    "connect",
                    "sync",
                    "webhooks",
                    "api",
                    "site");

    /// Whom each package may know.
    private static final Map<String, Set<String>> MAY_KNOW =
            Map.ofEntries(
                    Map.entry("platform", Set.of()),
                    Map.entry("catalog", Set.of()),
                    Map.entry("tiktok", Set.of("platform")),
                    Map.entry("vault", Set.of("platform", "catalog", "tiktok")),
                    Map.entry("store", Set.of("platform", "catalog", "vault")),
                    Map.entry("ledger", Set.of("platform", "catalog", "store", "vault")),
                    Map.entry("account", Set.of("platform", "catalog", "store", "vault", "ledger")),
                    Map.entry(
                            "connect",
                            Set.of(
                                    "platform",
                                    "catalog",
                                    "vault",
                                    "tiktok",
                                    "store",
                                    "ledger",
                                    "account")),
                    Map.entry(
                            "sync",
                            Set.of("platform", "catalog", "vault", "tiktok", "store", "connect")),
                    Map.entry("webhooks", Set.of("platform", "vault", "sync")),
                    Map.entry("site", Set.of("platform")));

    /// The only classes that may see what a secret holds: signing, verifying, the token endpoint
    /// and the seals.
    private static final Set<String> OPENERS =
            Set.of(
                    "AwsClients",
                    "AppSigner",
                    "WebhookVerifier",
                    "SealContext",
                    "TokenClient",
                    "TikTokClient");

    /// All that taking a webhook may load, as it has to start fast.
    private static final Set<String> KNOWN_TO_WEBHOOKS =
            Set.of("Vault", "WebhookVerifier", "NotificationMessage", "NotificationType");

    private final String root;

    Boundaries(String root) {
        this.root = root;
    }

    /// All rules, by what they say.
    Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "packages form no cycle",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        MAY_KNOW.forEach((name, known) ->
                rules.put(name + " knows only its neighbours", knowsOnly(name, known)));
        rules.put("the AWS SDK stays in platform, vault and store", awsStaysInside());
        rules.put("encryption stays in the vault", encryptionStaysInTheVault());
        rules.put("records are decrypted by vault and store only", recordsAreOpenedByTheStore());
        rules.put("the vault knows of tiktok only what it implements", vaultKnowsTheSigner());
        rules.put("webhooks knows verifying and messages only", webhooksAreSmall());
        rules.put("a secret is opened by the listed classes only", secretsAreOpenedByTheListed());
        rules.put("only Settings reads the environment", onlySettingsReadTheEnvironment());
        rules.put("only platform asks for the time", onlyPlatformAsksForTheTime());
        rules.put("only platform asks for randomness", onlyPlatformAsksForRandomness());
        rules.put("only Log prints", onlyLogPrints());
        rules.put("handlers are public Functions with a plain constructor", handlersAreFunctions());
        rules.put("nothing but a handler is named Function", functionsAreHandlers());
        rules.put("every package is null-marked", packagesAreNullMarked());
        return rules;
    }

    private ArchRule knowsOnly(String name, Set<String> known) {
        String[] strangers =
                FEATURES.stream()
                        .filter(other -> !other.equals(name) && !known.contains(other))
                        .map(this::in)
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(strangers)
                .allowEmptyShould(true);
    }

    private ArchRule awsStaysInside() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("platform"), in("vault"), in("store"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws.encryptionsdk..")
                .allowEmptyShould(true);
    }

    private ArchRule encryptionStaysInTheVault() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("vault"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "com.amazonaws.encryptionsdk..",
                                        "software.amazon.cryptography..",
                                        "software.amazon.awssdk.services.kms.model..")
                                .or(HasName.Predicates.name("javax.crypto.Cipher")))
                .allowEmptyShould(true);
    }

    private ArchRule recordsAreOpenedByTheStore() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("vault"), in("store"))
                .should()
                .accessTargetWhere(calls(RecordCipher.class.getName(), "encrypt", "decrypt"))
                .allowEmptyShould(true);
    }

    private ArchRule vaultKnowsTheSigner() {
        return noClasses()
                .that()
                .resideInAPackage(in("vault"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(in("tiktok"))
                                .and(
                                        DescribedPredicate.not(
                                                HasName.Predicates.name(Signer.class.getName())
                                                        .or(
                                                                HasName.Predicates.name(
                                                                        AppSecret.class
                                                                                .getName())))))
                .allowEmptyShould(true);
    }

    private ArchRule webhooksAreSmall() {
        return noClasses()
                .that()
                .resideInAPackage(in("webhooks"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(in("vault"), in("sync"))
                                .and(
                                        describe(
                                                "are not known to webhooks",
                                                (JavaClass each) ->
                                                        !KNOWN_TO_WEBHOOKS.contains(
                                                                outermost(each).getSimpleName()))))
                .allowEmptyShould(true);
    }

    private ArchRule secretsAreOpenedByTheListed() {
        return noClasses()
                .that(
                        DescribedPredicate.not(
                                describe(
                                        "listed as openers",
                                        (JavaClass each) ->
                                                OPENERS.contains(outermost(each).getSimpleName()))))
                .should()
                .accessTargetWhere(calls(Secret.class.getName(), "open"))
                .allowEmptyShould(true);
    }

    private ArchRule onlySettingsReadTheEnvironment() {
        return noClasses()
                .that(DescribedPredicate.not(simpleName("Settings")))
                .should()
                .accessTargetWhere(calls("java.lang.System", "getenv"))
                .allowEmptyShould(true);
    }

    private ArchRule onlyPlatformAsksForTheTime() {
        Set<String> clocks =
                Set.of(
                        "java.lang.System.currentTimeMillis",
                        "java.lang.System.nanoTime",
                        "java.time.InstantSource.system",
                        "java.time.Clock.systemUTC",
                        "java.time.Clock.systemDefaultZone",
                        "java.time.Clock.system");
        DescribedPredicate<JavaAccess<?>> now =
                describe("asks for the time", access -> isNow(access) || isOneOf(access, clocks));
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("platform"))
                .should()
                .accessTargetWhere(now)
                .allowEmptyShould(true);
    }

    private ArchRule onlyPlatformAsksForRandomness() {
        DescribedPredicate<JavaAccess<?>> random =
                describe(
                        "asks for randomness",
                        access ->
                                isOneOf(
                                        access,
                                        Set.of(
                                                "java.util.UUID.randomUUID",
                                                "java.lang.Math.random",
                                                "java.util.Random.<init>",
                                                "java.security.SecureRandom.<init>",
                                                "java.security.SecureRandom.getInstanceStrong",
                                                "java.util.SplittableRandom.<init>",
                                                "java.util.concurrent.ThreadLocalRandom.current")));
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("platform"))
                .should()
                .accessTargetWhere(random)
                .allowEmptyShould(true);
    }

    private ArchRule onlyLogPrints() {
        DescribedPredicate<JavaAccess<?>> prints =
                describe(
                        "prints",
                        access ->
                                isOneOf(
                                        access,
                                        Set.of("java.lang.System.out", "java.lang.System.err")));
        return noClasses()
                .that(DescribedPredicate.not(simpleName("Log")))
                .should()
                .accessTargetWhere(prints)
                .allowEmptyShould(true);
    }

    private ArchRule handlersAreFunctions() {
        return classes()
                .that(describe("handle events", Boundaries::isHandler))
                .should()
                .haveSimpleNameEndingWith("Function")
                .andShould()
                .bePublic()
                .andShould()
                .resideInAnyPackage(
                        in("api"), in("sync"), in("connect"), in("webhooks"), in("site"))
                .andShould(haveAPlainConstructor())
                .allowEmptyShould(true);
    }

    private ArchRule functionsAreHandlers() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Function")
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .beAssignableTo(
                        describe(
                                "a Lambda handler",
                                (JavaClass each) ->
                                        each.isAssignableTo(RequestStreamHandler.class)
                                                || each.isAssignableTo(RequestHandler.class)))
                .allowEmptyShould(true);
    }

    private ArchRule packagesAreNullMarked() {
        return classes().should(resideInANullMarkedPackage()).allowEmptyShould(true);
    }

    private String in(String name) {
        return root + "." + name + "..";
    }

    private static boolean isHandler(JavaClass each) {
        return !each.isInterface()
                && !each.getModifiers().contains(JavaModifier.ABSTRACT)
                && (each.isAssignableTo(RequestStreamHandler.class)
                        || each.isAssignableTo(RequestHandler.class));
    }

    private static JavaClass outermost(JavaClass each) {
        JavaClass outer = each;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String owner, String... names) {
        List<String> wanted = Arrays.asList(names);
        return describe(
                "calls %s of %s".formatted(wanted, owner),
                access ->
                        wanted.contains(access.getName())
                                && access.getTargetOwner().isAssignableTo(owner));
    }

    private static boolean isNow(JavaAccess<?> access) {
        return access.getName().equals("now")
                && access.getTargetOwner().getPackageName().startsWith("java.time");
    }

    private static boolean isOneOf(JavaAccess<?> access, Set<String> targets) {
        return targets.contains(access.getTargetOwner().getName() + "." + access.getName());
    }

    private static ArchCondition<JavaClass> haveAPlainConstructor() {
        return new ArchCondition<>("have a public constructor without parameters") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                boolean has =
                        each.getConstructors().stream()
                                .anyMatch(constructor ->
                                        constructor.getModifiers().contains(JavaModifier.PUBLIC)
                                                && constructor.getRawParameterTypes().isEmpty());
                events.add(
                        new SimpleConditionEvent(
                                each, has, each.getName() + " and its constructors"));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a null-marked package") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                boolean marked =
                        each.getPackage()
                                .tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false);
                events.add(
                        new SimpleConditionEvent(
                                each, marked, each.getName() + " and its package"));
            }
        };
    }
}
