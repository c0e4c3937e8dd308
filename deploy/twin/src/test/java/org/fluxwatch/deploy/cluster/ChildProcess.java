package org.fluxwatch.deploy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A main class in a JVM of its own, its output in a file that is appended to at each start.
final class ChildProcess implements AutoCloseable {
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path output;
    private Process process;

    /// @param flags of the JVM
    /// @param arguments the main class and what it is given
    ChildProcess(Path output, List<String> flags, List<String> arguments) {
        this(output, flags, arguments, Map.of());
    }

    /// @param environment variables beside this process's own
    ChildProcess(Path output, List<String> flags, List<String> arguments, Map<String, String> environment) {
        this.output = output;
        this.environment = environment;
        command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
    }

    void start() throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS))
            throw new IllegalStateException("a process has not stopped within 40 s of SIGTERM, see " + output);
    }

    boolean runs() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        if (process != null) process.destroyForcibly();
    }
}
