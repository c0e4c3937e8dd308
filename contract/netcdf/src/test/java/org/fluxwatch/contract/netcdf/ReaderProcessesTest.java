package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;

/// Whatever a file, or a reader, does: an input that cannot be used at worst, and the next file is read.
class ReaderProcessesTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final List<ReaderProcess> started = new CopyOnWriteArrayList<>();
    private ReaderProcesses readers = readers(1, ReaderProcess.command(), LONG);

    private ReaderProcesses readers(int most, List<String> command, Duration longest) {
        return new ReaderProcesses(most, () -> {
            final ReaderProcess process = ReaderProcess.start(command, longest);
            started.add(process);
            return process;
        });
    }

    @AfterEach
    void end() {
        readers.end();
    }

    private Path good(String name) throws Exception {
        final Path path = folder.resolve(name);
        final NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
        writer.addGroupAttribute(null, new Attribute("title", "seven"));
        writer.addDimension(null, "x", 200_000);
        final var variable = writer.addVariable(null, "v", DataType.INT, "x");
        writer.addVariableAttribute(variable, new Attribute("scale_factor", 0.5));
        writer.create();
        final int[] values = new int[200_000];
        Arrays.setAll(values, i -> i);
        writer.write(variable, Array.factory(DataType.INT, new int[] {values.length}, values));
        writer.close();
        return path;
    }

    private double last(Path path) {
        try (GridFile file = readers.open(path)) {
            final double[] values = file.variable("v").doubles();
            return values[values.length - 1];
        }
    }

    @Test
    void readValuesAttributesAndWindowsOfAnotherProcess() throws Exception {
        try (GridFile file = readers.open(good("x.nc"))) {
            assertThat(file.text("title")).contains("seven");
            assertThat(file.variables()).containsExactly("v");
            final GridVariable variable = file.variable("v");
            assertThat(variable.dimensions()).containsExactly("x");
            assertThat(variable.number("scale_factor")).contains(0.5);
            assertThat(variable.doubles(new int[] {10}, new int[] {3})).containsExactly(5, 5.5, 6);
            assertThatThrownBy(variable::longs)
                    .hasMessageContaining("variable v has scale_factor or add_offset, expected integers");
        }
        assertThat(started).hasSize(1);
    }

    @Test
    void readFilesOfSeveralThreadsAtOnce() throws Exception {
        readers = readers(2, ReaderProcess.command(), LONG);
        final List<Path> paths = new ArrayList<>();
        for (int n = 0; n < 8; n++) paths.add(good(n + ".nc"));
        final double sum = IntStream.range(0, 64)
                .parallel()
                .mapToDouble(n -> last(paths.get(n % 8)))
                .sum();
        assertThat(sum).isEqualTo(64 * 99_999.5);
        assertThat(started).hasSizeLessThanOrEqualTo(2);
    }

    /// Two of them would stop all virtual threads of a machine with two processors.
    @Test
    void keepNoCarrierOfVirtualThreads() throws Exception {
        last(good("x.nc"));
        assertThat(Thread.getAllStackTraces().keySet()) // of platform threads alone
                .extracting(Thread::getName)
                .contains("reader-" + started.getFirst().pid() + "-errors");
    }

    @Test
    void openAFileAnewWhereTheProcessThatHadItIsGone() throws Exception {
        try (GridFile file = readers.open(good("x.nc"))) {
            final GridVariable variable = file.variable("v");
            ProcessHandle.of(started.getFirst().pid()).orElseThrow().destroyForcibly();
            assertThat(variable.doubles()).hasSize(200_000);
        }
        assertThat(started).hasSize(2);
    }

    @Test
    void doNotReadAFileThatHasChangedSinceItWasOpened() throws Exception {
        final Path path = good("x.nc");
        try (GridFile file = readers.open(path)) {
            Files.write(path, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
            ProcessHandle.of(started.getFirst().pid()).orElseThrow().destroyForcibly();
            assertThatThrownBy(() -> file.variable("v"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("x.nc: has changed while it was read");
        }
    }

    @Test
    void answerRecursionWithoutEndAsADamagedFile() throws Exception {
        final Path recursive = Files.write(folder.resolve("recursive.nc4"), continuedByItself());
        assertThatThrownBy(() -> readers.open(recursive))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("recursive.nc4: cannot be read, is the file damaged? StackOverflowError");
        assertThat(last(good("x.nc"))).isEqualTo(99_999.5);
    }

    @Test
    void sayThatAFileWantsMoreMemoryThanThereIs() throws Exception {
        final List<String> small = ReaderProcess.command().stream()
                .map(word -> word.startsWith("-Xmx") ? "-Xmx16m" : word)
                .toList();
        readers = readers(1, small, LONG);
        final Path large = folder.resolve("large.nc");
        final NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, large.toString());
        writer.addDimension(null, "x", 10_000_000);
        writer.addVariable(null, "v", DataType.INT, "x");
        writer.setFill(false);
        writer.create();
        writer.close();
        try (var channel = java.nio.channels.FileChannel.open(large, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 41_000_000); // the file has a hole
        }
        assertThatThrownBy(() -> last(large))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("large.nc: needs more memory than the reader's");
        assertThat(started).hasSize(2);
        assertThat(last(good("x.nc"))).isEqualTo(99_999.5);
    }

    @Test
    void killAReaderThatDoesNotAnswer() throws Exception {
        readers = readers(1, List.of("sleep", "600"), Duration.ofMillis(200));
        final Path path = good("x.nc");
        assertThatThrownBy(() -> readers.open(path))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x.nc: reading did not end within");
        assertThat(started).singleElement().satisfies(process -> assertThat(ProcessHandle.of(process.pid())
                        .map(handle -> handle.onExit().join()))
                .isNotNull());
    }

    @Test
    void doNotBlameTheFileWhereNoReaderStarts() throws Exception {
        final Path path = good("x.nc");
        readers = readers(1, List.of("/none/java"), LONG);
        assertThatThrownBy(() -> readers.open(path))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.isOfTheFile()).isFalse())
                .hasMessageContaining("x.nc: cannot be read: no process for it starts")
                .hasMessageContaining("/none/java");
        readers = readers(1, List.of("sh", "-c", "echo no room for a heap >&2; exit 1"), LONG);
        assertThatThrownBy(() -> readers.open(path))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.isOfTheFile()).isFalse())
                .hasMessageContaining("ended with code 1 no room for a heap");
    }

    @Test
    void nameTheCrashOfAReader() throws Exception {
        readers = readers(1, List.of("sh", "-c", "kill -ABRT $$"), LONG);
        final Path path = good("x.nc");
        assertThatThrownBy(() -> readers.open(path))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.isOfTheFile()).isTrue())
                .hasMessageContaining("x.nc: is the file damaged? The process that read it ended with code 134");
    }

    @Test
    void haveNoneOfThisProcesssEnvironment() throws IOException {
        assertThat(System.getenv()).containsKey("PATH");
        final ReaderProcess process =
                ReaderProcess.start(List.of("sh", "-c", "env >&2; exit 1"), Duration.ofSeconds(20));
        final Path path = Files.createFile(folder.resolve("any.nc"));
        assertThatThrownBy(() -> process.ask(FileVersion.of(path), new ReaderRequest.Open(), ReaderWire::texts))
                .isInstanceOf(ReaderEndedException.class)
                .message()
                .doesNotContain("HOME=", "JAVA_TOOL_OPTIONS=");
    }

    /// An HDF5 file of superblock 0 whose root group's header goes on where it begins.
    private static byte[] continuedByItself() {
        final ByteBuffer file = ByteBuffer.allocate(136).order(ByteOrder.LITTLE_ENDIAN);
        file.put(LocalFile.hdf5Signature());
        file.put(new byte[] {0, 0, 0, 0, 0, 8, 8, 0})
                .putShort((short) 4)
                .putShort((short) 16)
                .putInt(0);
        file.putLong(0).putLong(-1).putLong(136).putLong(-1);
        file.putLong(0).putLong(96).putInt(0).putInt(0).put(new byte[16]);
        file.put(new byte[] {1, 0}).putShort((short) -1).putInt(1).putInt(24).putInt(0);
        file.putShort((short) 16).putShort((short) 16).putInt(0).putLong(112).putLong(24);
        return file.array();
    }
}
