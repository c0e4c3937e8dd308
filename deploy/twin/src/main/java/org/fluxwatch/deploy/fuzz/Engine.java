package org.fluxwatch.deploy.fuzz;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What makes the inputs.
public enum Engine {
    /// [Fuzzer]: goes by outcomes, knows HDF5's checksums; the faster of the two.
    OUTCOMES(Worker.class, "256m"),
    /// Jazzer: goes by the ways through the code, which it instruments.
    COVERAGE(CoverageGuided.class, "1g");

    private static final List<String> JVM = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:+UseSerialGC",
            "-XX:-OmitStackTraceInFastThrow");

    private final Class<?> main;
    private final String heap;

    Engine(Class<?> main, String heap) {
        this.main = main;
        this.heap = heap;
    }

    /// What a process may take; more is a find.
    String heap() {
        return heap;
    }

    /// With Jazzer where it is needed: from the folder `fuzz` beside the program's own jars, into which the build puts
    /// it.
    private String classPath() {
        final String own = System.getProperty("java.class.path");
        if (this != COVERAGE) return own;
        final Path first = Path.of(own.split(File.pathSeparator, 2)[0]).toAbsolutePath();
        final Path jazzer = first.resolveSibling("../fuzz").normalize();
        if (!Files.isDirectory(jazzer))
            throw new IllegalStateException("Jazzer is not in " + jazzer + ", where ./fluxwatch's build puts it");
        return own + File.pathSeparator + jazzer.resolve("*");
    }

    /// @param throughReaders whether files are read as always, by processes of their own; else by the fuzzer's
    List<String> command(Worker.Order order, boolean throughReaders) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-Xmx" + heap);
        command.add("-Dfluxwatch.read-files-here=" + !throughReaders);
        if (this == COVERAGE) command.add("-XX:+EnableDynamicAgentLoading");
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(order.arguments()));
        return command;
    }
}
