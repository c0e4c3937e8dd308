package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has had resident.
final class ProcessMemory {
    private ProcessMemory() {}

    /// At most; Linux only, 0 elsewhere.
    static long peakMegabytes(long pid) {
        final Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            for (String line : Files.readAllLines(status))
                if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        } catch (IOException e) {
            return 0; // no Linux, or it has ended
        }
        return 0;
    }
}
