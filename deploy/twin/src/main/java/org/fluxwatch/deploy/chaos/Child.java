package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A process of the system under test: a JVM with the class path and the flags of this one, or another release's.
public final class Child {
    private static final String MAIN = "org.fluxwatch.deploy.cli.Main";
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();
    private static final long BETWEEN_LOOKS_WHEN_READY = Duration.ofSeconds(2).toNanos();

    private final Deployment.Part part;
    private final int brokerPort;
    private final Process process;
    private final HttpClient client;
    private final long startNanos = System.nanoTime();
    private long lookedNanos = startNanos;
    private @Nullable Double readySeconds;

    private Child(Deployment.Part part, int brokerPort, Process process, HttpClient client) {
        this.part = part;
        this.brokerPort = brokerPort;
        this.process = process;
        this.client = client;
    }

    /// @param flags of the JVM beside those of this one
    /// @param brokerPort that a broker alone listens at
    /// @param output file that standard output and error are added to
    public static Child start(
            Deployment.Part part, List<String> flags, Path settings, int brokerPort, Path output, HttpClient client)
            throws IOException {
        final Process process = command(flags, output, part.command(), "--settings", settings.toString());
        return new Child(part, brokerPort, process, client);
    }

    /// Starts that of another release.
    ///
    /// @param launcher its `fluxwatch`
    public static Child startOf(
            Path launcher, Deployment.Part part, Path settings, int brokerPort, Path output, HttpClient client)
            throws IOException {
        final Process process =
                started(List.of(launcher.toString(), part.command(), "--settings", settings.toString()), output);
        return new Child(part, brokerPort, process, client);
    }

    /// Starts `./fluxwatch` with arguments.
    public static Process command(Path output, String... arguments) throws IOException {
        return command(List.of(), output, arguments);
    }

    private static Process command(List<String> flags, Path output, String... arguments) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of(arguments));
        return started(command, output);
    }

    private static Process started(List<String> command, Path output) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    public Deployment.Part part() {
        return part;
    }

    double ageSeconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    long startNanos() {
        return startNanos;
    }

    /// Seconds from start to ready; null while it is not.
    public @Nullable Double readySeconds() {
        return readySeconds;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Of one that is not alive.
    public int exitCode() {
        return process.exitValue();
    }

    /// Sees whether it is ready; asks it at most a few times a second.
    ///
    /// @param mayFail whether it may say that it has failed
    /// @throws ChaosFailure when it says so
    public void look(boolean mayFail) throws InterruptedException {
        final long now = System.nanoTime();
        if (now - lookedNanos < (readySeconds == null ? BETWEEN_LOOKS : BETWEEN_LOOKS_WHEN_READY)) return;
        lookedNanos = now;
        if (isReady(mayFail) && readySeconds == null) readySeconds = ageSeconds();
    }

    /// Whether it is ready at this moment.
    public boolean isReady(boolean mayFail) throws InterruptedException {
        if (part.healthPorts().isEmpty()) return listens(brokerPort);
        boolean ready = true;
        for (int port : part.healthPorts()) ready &= isReady(port, mayFail);
        return ready;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isReady(int port, boolean mayFail) throws InterruptedException {
        try {
            if (ask(port, "ready").statusCode() == 200) return true;
            final HttpResponse<String> live = ask(port, "live");
            if (live.statusCode() != 200 && !mayFail)
                throw new ChaosFailure(part.command() + " says that it has failed: " + live.body());
            return false;
        } catch (IOException e) {
            return false; // not there yet
        }
    }

    /// What it says of its health, in JSON one after the other where it has several ports.
    public String health() throws InterruptedException {
        if (!process.isAlive()) return "ended with code " + process.exitValue();
        final StringBuilder health = new StringBuilder();
        for (int port : part.healthPorts())
            try {
                health.append(ask(port, "ready").body());
            } catch (IOException e) {
                health.append(e);
            }
        return health.toString();
    }

    private HttpResponse<String> ask(int port, String question) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/" + question))
                        .timeout(ANSWER)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Kills it (-9) and waits until it is dead.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Ends it in order (SIGTERM) and waits until it is dead.
    ///
    /// @return whether it was so in time
    public boolean stop(Duration patience) throws InterruptedException {
        process.destroy();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Kills it without waiting; for a shutdown.
    public void abandon() {
        process.destroyForcibly();
    }

    /// Writes what its threads are doing to a file.
    public void writeThreads(Path file) throws IOException, InterruptedException {
        if (!process.isAlive()) return;
        new ProcessBuilder(tool("jstack"), "-l", Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start()
                .waitFor(20, TimeUnit.SECONDS);
    }
}
