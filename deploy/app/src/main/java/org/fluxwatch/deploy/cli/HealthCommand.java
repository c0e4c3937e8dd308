package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Whether a service of this machine is well, for supervisors that run a command.
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "Ask a service on this machine whether it can go on (/health/live), and print its answer.",
            "Exits with 1 when it says no, or nothing within 5 s. For health checks of containers."
        })
final class HealthCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 65_536;

    /// What answers.
    enum Service {
        INGEST,
        ASSIMILATE,
        PUBLISH
    }

    @Parameters(paramLabel = "SERVICE", description = "ingest, assimilate or publish.")
    private Service service;

    @Option(names = "--ready", description = "Ask whether it has all that it needs now (/health/ready).")
    private boolean ready;

    @Mixin
    private SettingsOption settingsOption;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.to(Level.WARN, null);
        final Settings settings = settingsOption.load();
        final URI address = URI.create(
                "http://" + host(settings.httpHost()) + ":" + port(settings) + "/health/" + (ready ? "ready" : "live"));
        final PrintWriter out = spec.commandLine().getOut();
        try {
            final HttpURLConnection connection =
                    (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            final int status = connection.getResponseCode();
            try (var body =
                    status == HttpURLConnection.HTTP_OK ? connection.getInputStream() : connection.getErrorStream()) {
                if (body != null) out.println(new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip());
            }
            out.flush();
            return status == HttpURLConnection.HTTP_OK ? 0 : 1;
        } catch (IOException e) {
            spec.commandLine().getErr().println("fluxwatch: " + address + " does not answer: " + Messages.of(e));
            return 1;
        }
    }

    /// Of all addresses, the one of this machine.
    private static String host(String bound) {
        try {
            final InetAddress address = InetAddress.getByName(bound);
            if (address.isAnyLocalAddress()) return "127.0.0.1";
            return bound.contains(":") ? "[" + bound + "]" : bound;
        } catch (UnknownHostException e) {
            return bound; // says so when it is asked
        }
    }

    private int port(Settings settings) {
        final int port =
                switch (service) {
                    case INGEST -> settings.ingest().httpPort();
                    case ASSIMILATE -> settings.assimilate().httpPort();
                    case PUBLISH -> settings.publish().httpPort();
                };
        if (port == 0)
            throw new ParameterException(
                    spec.commandLine(),
                    name() + ".http-port is 0, any free one; expected a number, so that it can be asked");
        return port;
    }

    private String name() {
        return service.name().toLowerCase(Locale.ROOT);
    }
}
