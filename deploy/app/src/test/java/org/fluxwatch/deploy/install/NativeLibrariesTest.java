package org.fluxwatch.deploy.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Services run on ARM as on x86-64: whatever jar has native code for Linux has it for both. The libraries are known by
/// the machine that their ELF headers name, since each jar names files in its own way.
class NativeLibrariesTest {
    /// State stores, compression of topics, and the width of the terminal for progress bars.
    private static final Set<String> KNOWN =
            Set.of("rocksdbjni", "zstd-jni", "lz4-java", "snappy-java", "jline-native");

    private static final String X86_64 = "x86-64";
    private static final String AARCH64 = "AArch64";
    private static final int ELF = 0x7f454c46;
    private static final int HEADER_BYTES = 20;

    @Test
    void jarsWithNativeCodeForLinuxHaveItForArm() throws IOException {
        final TreeMap<String, Set<String>> machines = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator))
            if (entry.endsWith(".jar")) {
                final Set<String> found = machines(Path.of(entry));
                if (!found.isEmpty()) machines.put(artifact(entry), found);
            }
        assertThat(machines.keySet()).as("jars with native code for Linux").isEqualTo(new TreeSet<>(KNOWN));
        assertThat(machines)
                .allSatisfy((jar, found) -> assertThat(found).as(jar).contains(X86_64, AARCH64));
    }

    private static String artifact(String jar) {
        return Path.of(jar).getFileName().toString().replaceAll("-\\d.*", "");
    }

    private static Set<String> machines(Path jar) throws IOException {
        final Set<String> found = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile());
                Stream<JarEntry> entries = file.stream()) {
            for (JarEntry entry : entries.filter(each -> !each.isDirectory()).toList())
                try (InputStream in = file.getInputStream(entry)) {
                    final byte[] head = in.readNBytes(HEADER_BYTES);
                    if (head.length == HEADER_BYTES && ByteBuffer.wrap(head).getInt() == ELF) found.add(machine(head));
                }
        }
        return found;
    }

    private static String machine(byte[] head) {
        final boolean isLittle = head[5] == 1;
        final int machine = ByteBuffer.wrap(head)
                .order(isLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .getShort(18);
        return switch (machine) {
            case 0x3e -> X86_64;
            case 0xb7 -> AARCH64;
            default -> "other";
        };
    }
}
