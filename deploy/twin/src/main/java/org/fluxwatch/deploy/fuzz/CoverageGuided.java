package org.fluxwatch.deploy.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Fuzzes one part with Jazzer, which goes by the ways through the code. Jazzer is not on the class path of the
/// program: it is put there for this process alone, and called by its name.
///
/// Finds and tally are ours, as those of [Worker]; Jazzer makes inputs and never sees a find.
public final class CoverageGuided {
    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
    private static final String ORDER = "fluxwatch.fuzz.order";

    private static @Nullable Examiner examiner;

    private CoverageGuided() {}

    public static void main(String[] arguments) throws Exception {
        final Worker.Order order = Worker.Order.of(arguments);
        System.setProperty(ORDER, String.join("\n", arguments));
        final Path corpus = Files.createDirectories(order.folder().resolve("corpus"));
        try (Target target = order.part().in(order.folder())) {
            final List<byte[]> seeds = target.seeds();
            for (int s = 0; s < seeds.size(); s++) Files.write(corpus.resolve("seed-" + s), seeds.get(s));
            final Path words = order.folder().resolve("words");
            Files.write(words, dictionary(target.words()));
            run(order, corpus, words);
        }
    }

    private static void run(Worker.Order order, Path corpus, Path words) throws ReflectiveOperationException {
        final List<String> options = new ArrayList<>(List.of(
                "--target_class=" + CoverageGuided.class.getName(),
                "--instrumentation_includes=org.fluxwatch.**",
                "--instrumentation_excludes=org.fluxwatch.deploy.**",
                "--custom_hook_excludes=**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                "-dict=" + words,
                "-seed=" + Math.max(1, order.seed() & 0x7fffffff),
                "-runs=" + order.inputs(),
                "-max_total_time=" + order.seconds(),
                "-max_len=" + (1 << 17),
                "-rss_limit_mb=0",
                "-print_final_stats=1",
                corpus.toString()));
        try {
            Class.forName(JAZZER).getMethod("main", String[].class).invoke(null, (Object)
                    options.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Jazzer failed", e.getCause());
        }
    }

    /// In libFuzzer's form.
    private static List<String> dictionary(List<String> words) {
        return words.stream()
                .map(word -> {
                    final StringBuilder line = new StringBuilder("\"");
                    for (byte letter : word.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        line.append(String.format(Locale.ROOT, "\\x%02x", letter & 0xff));
                    return line.append('"').toString();
                })
                .toList();
    }

    /// Called by Jazzer.
    public static void fuzzerInitialize() throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        final Worker.Order order = Worker.Order.of(System.getProperty(ORDER).split("\n", 0));
        examiner = Worker.examiner(order, order.part().in(order.folder()));
    }

    private static Examiner examiner() {
        return Objects.requireNonNull(examiner, "Jazzer calls fuzzerInitialize first");
    }

    /// Called by Jazzer.
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            examiner().take(input);
        } catch (OutOfMemoryError _) {
            fuzzerTearDown();
            Runtime.getRuntime().halt(Worker.STUCK);
        }
    }

    /// Called by Jazzer at its end.
    public static void fuzzerTearDown() throws IOException {
        Worker.write(
                examiner().tally(),
                Worker.Order.of(System.getProperty(ORDER).split("\n", 0)).folder());
    }
}
