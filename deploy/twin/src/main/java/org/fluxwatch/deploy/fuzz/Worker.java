package org.fluxwatch.deploy.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.fluxwatch.contract.topic.RecordSerde;
import org.slf4j.LoggerFactory;

/// A process that fuzzes one part until its time or inputs are spent, or an input spins or takes all memory: then it
/// writes that input down and ends, and [Campaign] starts another.
public final class Worker {
    static final int STUCK = 3;

    /// The exit code of a JVM whose main method throws.
    static final int UNABLE = 1;

    private static final String TALLY = "tally.json";
    private static final String LAST = "last-input";
    private static final long BETWEEN_LOOKS_MS = 500;

    private Worker() {}

    /// What a worker is told.
    ///
    /// @param folder for the files of this worker
    /// @param finds folder
    record Order(Part part, Path folder, Path finds, long seed, long inputs, long seconds) {
        String[] arguments() {
            return new String[] {part.name(), folder.toString(), finds.toString(), "" + seed, "" + inputs, "" + seconds
            };
        }

        static Order of(String[] arguments) {
            return new Order(
                    Part.valueOf(arguments[0]),
                    Path.of(arguments[1]),
                    Path.of(arguments[2]),
                    Long.parseLong(arguments[3]),
                    Long.parseLong(arguments[4]),
                    Long.parseLong(arguments[5]));
        }
    }

    public static void main(String[] arguments) throws Exception {
        final Order order = Order.of(arguments);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        try (Target target = order.part().in(order.folder())) {
            final Examiner examiner = examiner(order, target);
            final long end = System.nanoTime() + order.seconds() * 1_000_000_000L;
            final long[] done = {0};
            final BooleanSupplier goesOn = () -> done[0]++ < order.inputs() && System.nanoTime() < end;
            boolean spent = true;
            try {
                new Fuzzer(target, examiner, order.seed()).run(goesOn);
            } catch (OutOfMemoryError _) {
                spent = false; // written down by the examiner; what state the process is in, nobody knows
            }
            write(examiner.tally(), order.folder());
            Runtime.getRuntime().halt(spent ? 0 : STUCK);
        }
    }

    /// An examiner that is watched.
    static Examiner examiner(Order order, Target target) throws IOException {
        final Finds finds = new Finds(order.finds(), order.part().label());
        final Examiner examiner =
                new Examiner(target, finds, new LastInput(order.folder().resolve(LAST)));
        final Thread worker = Thread.currentThread();
        Thread.ofPlatform().daemon().name("watch").start(() -> watch(examiner, worker, order.folder()));
        return examiner;
    }

    private static void watch(Examiner examiner, Thread worker, Path folder) {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS_MS);
                final byte[] stuck = examiner.stuck();
                if (stuck != null) {
                    final StackTraceElement[] stack = worker.getStackTrace();
                    if (isReading(stack)) examiner.count("a reader is killed, stuck in " + place(stack));
                    else
                        examiner.finds()
                                .add(
                                        stuck,
                                        "stuck in " + place(stack),
                                        Arrays.toString(stack).replace(", ", "\n"));
                }
                write(examiner.tally(), folder);
                if (stuck != null) Runtime.getRuntime().halt(STUCK);
            }
        } catch (InterruptedException | IOException e) {
            Runtime.getRuntime().halt(STUCK);
        }
    }

    /// Whether it does what a reader process would do and be killed for.
    private static boolean isReading(StackTraceElement[] stack) {
        return place(stack).startsWith("io.jhdf.") || place(stack).startsWith("ucar.");
    }

    /// The innermost of the program's or a library's own methods.
    private static String place(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .orElse("java");
    }

    static synchronized void write(Tally tally, Path folder) throws IOException {
        final Path part = folder.resolve(TALLY + ".part");
        Files.write(part, RecordSerde.jsonMapper().writeValueAsBytes(tally));
        Files.move(part, folder.resolve(TALLY), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// What a worker has written last.
    static Tally tally(Path folder) throws IOException {
        final Path file = folder.resolve(TALLY);
        return Files.exists(file) ? RecordSerde.jsonMapper().readValue(file.toFile(), Tally.class) : Tally.NOTHING;
    }

    /// The input that was at work when a worker ended.
    static byte[] lastInput(Path folder) throws IOException {
        return LastInput.of(folder.resolve(LAST));
    }
}
