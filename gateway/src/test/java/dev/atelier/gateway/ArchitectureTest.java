package dev.atelier.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@AnalyzeClasses(
        packages = "dev.atelier.gateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The gateway refuses and forwards; what there is to remember or decide is the services'. */
    @ArchTest
    static final ArchRule KNOWS_NO_DATA =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.r2dbc..",
                            "java.sql..",
                            "software.amazon..",
                            "dev.atelier.common.events..",
                            "dev.atelier.user..",
                            "dev.atelier.workshop..",
                            "dev.atelier.enrollment..");

    @ArchTest
    static final ArchRule SHOWS_NOTHING =
            classes().that().areTopLevelClasses().should().notBePublic();

    @ArchTest
    static final ArchRule NEVER_BLOCKS =
            noClasses()
                    .should()
                    .callMethod(Mono.class, "block")
                    .orShould()
                    .callMethod(Flux.class, "blockFirst")
                    .orShould()
                    .callMethod(Flux.class, "blockLast");
}
