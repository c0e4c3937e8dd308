package org.fluxwatch.deploy.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a process of ours holds. Memory outside the heap is known to a JVM that was started with [#FLAG].
///
/// Descriptors, threads and what is resident are Linux' alone; elsewhere they are left out.
final class ProcessProbe {
    static final String FLAG = "-XX:NativeMemoryTracking=summary";

    /// One answer of all three, so that one JVM is started for it and not three.
    private static final String QUESTIONS = "GC.run\nGC.heap_info\nVM.native_memory summary scale=KB";

    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern TOTAL = Pattern.compile("Total: .*committed=(\\d+)KB");
    private static final Pattern HEAP = Pattern.compile("Java Heap \\(.*committed=(\\d+)KB");

    private ProcessProbe() {}

    /// By name, in bytes `heap` after a collection, `native` (what the JVM itself has committed beside the
    /// heap) and `resident` (all of it, native libraries too); `descriptors`, `threads`, `readers` (processes
    /// of its own).
    static Map<String, Double> look(long pid) throws IOException, InterruptedException {
        final Map<String, Double> found = new TreeMap<>(jvm(ask(pid)));
        final Path proc = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(proc)) return found;
        found.putAll(status(Files.readString(proc.resolve("status"))));
        try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
            found.put("descriptors", (double) descriptors.count());
        }
        found.put("readers", (double) ProcessHandle.of(pid)
                .map(process -> process.descendants().count())
                .orElse(0L));
        return found;
    }

    private static String ask(long pid) throws IOException, InterruptedException {
        final Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        QUESTIONS)
                .redirectErrorStream(true)
                .start();
        final String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!jcmd.waitFor(1, TimeUnit.MINUTES) || jcmd.exitValue() != 0)
            throw new IOException("jcmd " + pid + " has not answered: " + answer.strip());
        return answer;
    }

    /// @param answer of jcmd
    static Map<String, Double> jvm(String answer) {
        final Map<String, Double> found = new TreeMap<>();
        final int metaspace = answer.indexOf("Metaspace");
        final Matcher used = USED.matcher(metaspace < 0 ? answer : answer.substring(0, metaspace));
        double heap = 0;
        while (used.find()) heap += kilobytes(used);
        if (heap > 0) found.put("heap", heap);
        final Matcher total = TOTAL.matcher(answer);
        final Matcher committed = HEAP.matcher(answer);
        if (total.find() && committed.find()) found.put("native", kilobytes(total) - kilobytes(committed));
        return found;
    }

    private static double kilobytes(Matcher matcher) {
        return 1024 * Double.parseDouble(matcher.group(1));
    }

    /// @param status as of `/proc/PID/status`
    static Map<String, Double> status(String status) {
        final Map<String, Double> found = new TreeMap<>();
        for (String line : status.lines().toList()) {
            final String digits = line.replaceAll("\\D", "");
            if (line.startsWith("VmRSS:")) found.put("resident", 1024 * Double.parseDouble(digits));
            if (line.startsWith("Threads:")) found.put("threads", Double.parseDouble(digits));
        }
        return found;
    }

    static Unit unit(String name) {
        return switch (name) {
            case "heap", "native", "resident" -> Unit.BYTES;
            default -> Unit.COUNT;
        };
    }
}
