package dev.atelier.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.reactivestreams.Publisher;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.Lifecycle;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The rules of architecture that every service keeps. A service's one architecture test takes them
 * in with {@code ArchTests.in(ServiceRules.class)} and adds what is its own.
 */
public final class ServiceRules {

    private static final String ROOT = "dev.atelier.";

    private static final Set<String> BLOCKING =
            Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream");

    /** Features are packages below the service's, for instance {@code dev.atelier.user.profile}. */
    @ArchTest
    public static final ArchRule featuresHaveNoCycles =
            slices().matching(ROOT + "*.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    public static final ArchRule nothingButCommonIsShared =
            classes()
                    .should(
                            onlyDepend(
                                    "on their own service and on common",
                                    (origin, target) ->
                                            !target.startsWith(ROOT)
                                                    || part(target).equals("common")
                                                    || part(target).equals(part(origin))));

    /** Values and decisions are pure: records, enums, and the rules that have a name. */
    @ArchTest
    public static final ArchRule modelKnowsNoFramework =
            noClasses()
                    .that(
                            describe("are records", JavaClass::isRecord)
                                    .or(describe("enums", JavaClass::isEnum))
                                    .or(simpleNameEndingWith("Policy")))
                    .and()
                    .areNotAnnotatedWith(ConfigurationProperties.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..",
                            "io.r2dbc..",
                            "reactor..",
                            "io.netty..",
                            "software.amazon..",
                            "java.net.http..")
                    .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule nothingBlocks =
            noClasses()
                    .should()
                    .accessTargetWhere(
                            publisherMethod("block", access -> BLOCKING.contains(access.getName())))
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class);

    /** Detached work has no one who stops it. */
    @ArchTest
    public static final ArchRule onlyWhatIsStoppedSubscribes =
            noClasses()
                    .that()
                    .areNotAssignableTo(Lifecycle.class)
                    .should()
                    .accessTargetWhere(
                            publisherMethod(
                                    "subscribe", access -> access.getName().equals("subscribe")));

    /** A listener's Mono is never subscribed, and its message is acknowledged: lost. */
    @ArchTest
    public static final ArchRule listenersReturnFutures =
            methods()
                    .that()
                    .areAnnotatedWith("io.awspring.cloud.sqs.annotation.SqsListener")
                    .should()
                    .haveRawReturnType(CompletableFuture.class)
                    .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule publicIsWhatAnotherFeatureUses =
            classes()
                    .that()
                    .areTopLevelClasses()
                    .and()
                    .arePublic()
                    .and()
                    .areNotAnnotatedWith(
                            "org.springframework.boot.autoconfigure.SpringBootApplication")
                    .should(beUsedByAnotherPackage())
                    .allowEmptyShould(true);

    private ServiceRules() {}

    /**
     * The service's part of a class name: {@code user} of {@code dev.atelier.user.profile.User}.
     */
    private static String part(String className) {
        return className.substring(ROOT.length()).split("\\.")[0];
    }

    private static DescribedPredicate<JavaAccess<?>> publisherMethod(
            String description, Predicate<JavaAccess<?>> matches) {
        return describe(
                description + " on a publisher",
                given ->
                        matches.test(given)
                                && assignableTo(Publisher.class).test(given.getTargetOwner()));
    }

    private static ArchCondition<JavaClass> onlyDepend(
            String description, BiPredicate<String, String> allowed) {
        return new ArchCondition<>("only depend " + description) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!allowed.test(origin.getName(), target.getName())) {
                        events.add(
                                SimpleConditionEvent.violated(
                                        dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** Whether it is the type itself or nested in it. */
    private static boolean isWithin(JavaClass each, JavaClass type) {
        return each.equals(type) || each.getName().startsWith(type.getName() + "$");
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package, or else be package-private") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used =
                        type.getPackage().getClasses().stream()
                                .filter(each -> isWithin(each, type))
                                .flatMap(each -> each.getDirectDependenciesToSelf().stream())
                                .map(dependency -> dependency.getOriginClass().getPackageName())
                                .anyMatch(name -> !name.equals(type.getPackageName()));
                if (!used) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " is public for nobody"));
                }
            }
        };
    }
}
