package org.fluxwatch.deploy.commands;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.fuzz.Campaign;
import org.fluxwatch.deploy.fuzz.Engine;
import org.fluxwatch.deploy.fuzz.FuzzReport;
import org.fluxwatch.deploy.fuzz.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Fuzzing.
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description = {
            "Hand changed inputs to whatever takes input from outside: each must be used, or refused with an error that",
            "says why, within 5 s of CPU and within the heap of the process. Exits with 1 when one was not; it is then in DIR."
        })
final class FuzzCommand implements Callable<Integer> {
    @Option(names = "--minutes", defaultValue = "10", description = "For all targets together (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "TARGET",
            converter = Label.class,
            description = "Parts to be fuzzed, comma-separated; none: all. ${COMPLETION-CANDIDATES}",
            completionCandidates = Labels.class)
    private List<Part> targets = List.of();

    @Option(
            names = "--inputs",
            defaultValue = "9223372036854775807",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Of each target at most.")
    private long inputs;

    @Option(names = "--seed", defaultValue = "1", description = "Of the changes (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--coverage",
            description = "Let Jazzer make the inputs, by the ways through the code, instead of our own by outcomes.")
    private boolean coverage;

    @Option(
            names = "--through-readers",
            description = "Let reader processes read the files, as always, and not the fuzzer's own, which is faster.")
    private boolean throughReaders;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "fluxwatch-data/fuzz",
            description = "Folder of finds (${DEFAULT-VALUE}).")
    private Path folder;

    @Spec
    private CommandSpec spec;

    static final class Labels implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Arrays.stream(Part.values()).map(Part::label).iterator();
        }
    }

    static final class Label implements ITypeConverter<Part> {
        @Override
        public Part convert(String label) {
            for (Part part : Part.values()) if (part.label().equals(label)) return part;
            throw new TypeConversionException("'" + label + "', expected some of "
                    + Arrays.stream(Part.values()).map(Part::label).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(minutes > 0) || inputs < 1)
            throw new ParameterException(
                    spec.commandLine(), "--minutes is " + minutes + ", --inputs " + inputs + ", expected more than 0");
        Logs.to(Level.ERROR, null);
        final FuzzReport report = new Campaign(
                        targets.isEmpty() ? List.of(Part.values()) : targets,
                        minutes,
                        inputs,
                        seed,
                        folder,
                        coverage ? Engine.COVERAGE : Engine.OUTCOMES,
                        throughReaders)
                .run(System.out);
        System.out.print(report.table());
        if (!report.isClean())
            System.out.printf(
                    Locale.ROOT, "finds   %s%n", folder.resolve("finds").toAbsolutePath());
        return report.isClean() ? 0 : 1;
    }
}
