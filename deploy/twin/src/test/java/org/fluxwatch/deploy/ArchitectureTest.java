package org.fluxwatch.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of README's picture. Think before changing one: it is a decision.
@AnalyzeClasses(packages = "org.fluxwatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PURE = {
        "org.fluxwatch.assimilate.model.transport..",
        "org.fluxwatch.assimilate.model.operator..",
        "org.fluxwatch.assimilate.filter.ensrf..",
        "org.fluxwatch.assimilate.filter.ensemble..",
        "org.fluxwatch.assimilate.filter.forecast..",
        "org.fluxwatch.assimilate.filter.cycle..",
        "org.fluxwatch.assimilate.filter.verify..",
        "org.fluxwatch.assimilate.model.regrid..",
        "org.fluxwatch.ingest.gridding.."
    };

    @ArchTest
    static final ArchRule stagesMeetOnlyAtTopics = noClasses()
            .that()
            .resideInAPackage("org.fluxwatch.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.fluxwatch.assimilate..", "org.fluxwatch.publish..", "org.fluxwatch.deploy..");

    @ArchTest
    static final ArchRule assimilateKnowsNoOtherStage = noClasses()
            .that()
            .resideInAPackage("org.fluxwatch.assimilate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.fluxwatch.ingest..", "org.fluxwatch.publish..", "org.fluxwatch.deploy..");

    @ArchTest
    static final ArchRule publishKnowsNoOtherStage = noClasses()
            .that()
            .resideInAPackage("org.fluxwatch.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.fluxwatch.ingest..", "org.fluxwatch.assimilate..", "org.fluxwatch.deploy..");

    @ArchTest
    static final ArchRule contractKnowsNoStage = noClasses()
            .that()
            .resideInAPackage("org.fluxwatch.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.fluxwatch.ingest..",
                    "org.fluxwatch.assimilate..",
                    "org.fluxwatch.publish..",
                    "org.fluxwatch.deploy..");

    @ArchTest
    static final ArchRule numericsArePure = classes()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.math..",
                    "java.nio.charset..",
                    "java.time..",
                    "java.util..",
                    "jdk.incubator.vector..",
                    "org.ejml..",
                    "org.fluxwatch.contract..",
                    "org.fluxwatch.assimilate..",
                    "org.fluxwatch.ingest.gridding..");

    @ArchTest
    static final ArchRule numericsKnowNoStream = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.fluxwatch.assimilate.stream..",
                    "org.fluxwatch.contract.topic..",
                    "org.fluxwatch.contract.netcdf..",
                    "org.apache..");

    @ArchTest
    static final ArchRule netcdfJavaStaysInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("org.fluxwatch.contract.netcdf..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ucar..");

    /// The twin's files and the seeds of the fuzzer are written by it, too.
    @ArchTest
    static final ArchRule hdf5IsReadInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.fluxwatch.contract.netcdf..", "org.fluxwatch.deploy.twin..", "org.fluxwatch.deploy.fuzz..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.jhdf..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.fluxwatch.(*).(*)..").should().beFreeOfCycles();
}
