package org.fluxwatch.deploy;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/// The arrows of README's picture. Think before changing one: it is a decision.
@AnalyzeClasses(
        packages = "org.fluxwatch",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    private static final Pattern NAME = Pattern.compile("\\b(org|com|io|java|jdk|ucar)\\.[a-z][\\w.]*");

    private static final String[] MODEL = {"org.fluxwatch.assimilate.model.."};
    private static final String[] FILTER = {
        "org.fluxwatch.assimilate.filter.ensemble..",
        "org.fluxwatch.assimilate.filter.ensrf..",
        "org.fluxwatch.assimilate.filter.forecast..",
        "org.fluxwatch.assimilate.filter.cycle..",
        "org.fluxwatch.assimilate.filter.verify.."
    };
    private static final String[] INVERSION = {
        "org.fluxwatch.assimilate.inversion.row..",
        "org.fluxwatch.assimilate.inversion.cells..",
        "org.fluxwatch.assimilate.inversion.particles..",
        "org.fluxwatch.assimilate.inversion.retro..",
        "org.fluxwatch.assimilate.inversion.solve..",
        "org.fluxwatch.assimilate.inversion.background.."
    };
    private static final String[] GRIDDING = {"org.fluxwatch.ingest.gridding.."};

    /// What numerics may use besides each other: no Kafka, no HTTP, no files.
    private static final String[] PURE = {
        "java.lang..",
        "java.math..",
        "java.nio.charset..",
        "java.time..",
        "java.util..",
        "jdk.incubator.vector..",
        "org.ejml..",
        "org.fluxwatch.contract.area..",
        "org.fluxwatch.contract.grid..",
        "org.fluxwatch.contract.record..",
        "org.fluxwatch.contract.region..",
        "org.fluxwatch.contract.settings..",
        "org.fluxwatch.contract.text..",
        "org.jspecify.annotations.."
    };

    /// Other modules' tests come as jars.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static String[] with(String[]... packages) {
        return Stream.of(packages).flatMap(Stream::of).toArray(String[]::new);
    }

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
    static final ArchRule theModelIsPure = classes()
            .that()
            .resideInAnyPackage(MODEL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(PURE, MODEL));

    @ArchTest
    static final ArchRule theFiltersNumericsArePure = classes()
            .that()
            .resideInAnyPackage(FILTER)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(PURE, MODEL, FILTER));

    @ArchTest
    static final ArchRule theInversionsNumericsArePure = classes()
            .that()
            .resideInAnyPackage(INVERSION)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(PURE, MODEL, INVERSION));

    @ArchTest
    static final ArchRule griddingIsPure = classes()
            .that()
            .resideInAnyPackage(GRIDDING)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(PURE, GRIDDING));

    @ArchTest
    static final ArchRule theDayEngineKnowsNoSystem = noClasses()
            .that()
            .resideInAPackage("org.fluxwatch.assimilate.stream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.fluxwatch.assimilate.model..",
                    "org.fluxwatch.assimilate.inputs..",
                    "org.fluxwatch.assimilate.filter..",
                    "org.fluxwatch.assimilate.inversion..",
                    "org.fluxwatch.assimilate.service..");

    @ArchTest
    static final ArchRule systemsKnowTheDayEngineByItsPort = noClasses()
            .that()
            .resideInAnyPackage("org.fluxwatch.assimilate.filter..", "org.fluxwatch.assimilate.inversion..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.fluxwatch.assimilate.stream");

    @ArchTest
    static final ArchRule inputsServeAnySystem = noClasses()
            .that()
            .resideInAPackage("org.fluxwatch.assimilate.inputs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.fluxwatch.assimilate.filter..",
                    "org.fluxwatch.assimilate.inversion..",
                    "org.fluxwatch.assimilate.stream..",
                    "org.fluxwatch.assimilate.service..");

    /// Constants that the compiler has inlined are not in the classes, but their names are in the sources.
    @ArchTest
    static void sourcesOfNumericsNameNothingElse(JavaClasses classes) throws IOException {
        final Map<String, String[]> allowed = Map.of(
                "../../assimilate/model/src/main/java", with(PURE, MODEL),
                "../../assimilate/filter/src/main/java", with(PURE, MODEL, FILTER),
                "../../assimilate/inversion/src/main/java", with(PURE, MODEL, INVERSION),
                "../../ingest/src/main/java/org/fluxwatch/ingest/gridding", with(PURE, GRIDDING));
        final List<String> strangers = new ArrayList<>();
        for (var folder : allowed.entrySet())
            try (Stream<Path> sources = Files.walk(Path.of(folder.getKey()))) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.toString().contains("/filter/system/"))
                        .filter(path -> !path.toString().contains("/inversion/experiment/"))
                        .filter(path -> !path.toString().contains("/inversion/files/"))
                        .filter(path -> !path.toString().contains("/inversion/ring/"))
                        .filter(path -> !path.toString().contains("/inversion/system/"))
                        .toList())
                    NAME.matcher(Files.readString(source).replaceAll("(?m)^ *///.*|^package .*", ""))
                            .results()
                            .map(MatchResult::group)
                            .filter(name -> Stream.of(folder.getValue())
                                    .noneMatch(one -> name.startsWith(one.replace("..", "."))))
                            .forEach(name -> strangers.add(source + ": " + name));
            }
        assertThat(strangers).isEmpty();
    }

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

    /// Work has threads of its own: the common pool is everybody's, and nobody says how large it is.
    @ArchTest
    static final ArchRule nothingRunsOnTheCommonPool = noClasses()
            .should()
            .callMethodWhere(target(name("parallelStream"))
                    .or(target(name("parallel")).and(target(owner(assignableTo(BaseStream.class))))));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.fluxwatch.(*).(*)..").should().beFreeOfCycles();
}
