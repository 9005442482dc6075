package dev.atelier.enrollment;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

import dev.atelier.testing.ServiceRules;

@AnalyzeClasses(packages = "dev.atelier.enrollment", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchTests everyServicesRules = ArchTests.in(ServiceRules.class);
}
