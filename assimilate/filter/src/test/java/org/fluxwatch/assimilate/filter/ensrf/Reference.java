package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.testing.RealFiles;

/// The programs of `../shared/reference/ensrf`, beside the repository, and the raw files they read and write.
final class Reference {
    private Reference() {}

    /// Skips a test where the programs or what they need are not there.
    static void assumeThere(String modules) throws IOException, InterruptedException {
        RealFiles.at("reference/ensrf");
        assumeTrue(python("-c", "import " + modules) == 0, "/usr/bin/python3 has not all of " + modules);
    }

    static void run(String program, String... arguments) throws IOException, InterruptedException {
        final List<String> all = new ArrayList<>(
                List.of(RealFiles.at("reference/ensrf").resolve(program).toString()));
        all.addAll(List.of(arguments));
        assertThat(python(all.toArray(String[]::new))).as(program).isZero();
    }

    private static int python(String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
        command.addAll(List.of(arguments));
        if (!Files.isExecutable(Path.of(command.getFirst()))) return -1;
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    static double[] doubles(Path file) throws IOException {
        final ByteBuffer bytes = bytes(file);
        final double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    static int[] ints(Path file) throws IOException {
        final ByteBuffer bytes = bytes(file);
        final int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }

    private static ByteBuffer bytes(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void write(Path file, double[] values) throws IOException {
        final ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        Files.write(file, bytes.array());
    }

    static void write(Path file, int[] values) throws IOException {
        final ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
