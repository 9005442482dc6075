package dev.atelier.workshop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import dev.atelier.testing.ServiceRules;

@AnalyzeClasses(packages = "dev.atelier.workshop", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchTests RULES = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule modelIsPlainJava =
            classes()
                    .that()
                    .resideInAPackage("dev.atelier.workshop.model")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "com.github.f4b6a3.uuid",
                            "dev.atelier.common.problem",
                            "dev.atelier.workshop.model");
}
