package org.fluxwatch.deploy.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the process ends when the broker in it gives up, most often because its folder is full: Kafka halts the JVM
/// without a word and with a code of its own. What is committed is safe, as after a kill.
public final class BrokerEnd {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerEnd.class);
    private static final double MEGABYTE = 1e6;

    private BrokerEnd() {}

    /// From now on it ends with one line and an exit code of ours.
    ///
    /// @param folder of the broker
    public static void tell(Path folder, PrintStream err, int exitCode) {
        Exit.setHaltProcedure((code, message) -> end(folder, err, exitCode));
        Exit.setExitProcedure((code, message) -> end(folder, err, exitCode));
    }

    /// Halts, for an orderly end would wait for the broker.
    private static void end(Path folder, PrintStream err, int exitCode) {
        final String line = line(folder);
        err.println("fluxwatch: " + line);
        LOG.error("{}", line);
        Runtime.getRuntime().halt(exitCode);
    }

    static String line(Path folder) {
        return "the broker cannot go on with its folder " + folder + " (" + room(folder)
                + "; its reason is in the log); what is committed is kept, start again when that is mended";
    }

    private static String room(Path folder) {
        try {
            return String.format(
                    java.util.Locale.ROOT,
                    "%.0f MB free",
                    Files.getFileStore(folder).getUsableSpace() / MEGABYTE);
        } catch (IOException e) {
            return "which cannot be looked at: " + e.getMessage();
        }
    }
}
