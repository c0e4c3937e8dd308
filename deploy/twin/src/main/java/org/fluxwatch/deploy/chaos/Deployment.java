package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.twin.YamlText;

/// The processes that make up the system, on one data folder.
///
/// @param parts in the order in which they are started
public record Deployment(List<Part> parts) {
    /// A process.
    ///
    /// @param command of `./fluxwatch`
    /// @param healthPorts where it tells of its health; without any, being ready is to listen at Kafka's port
    /// @param local folders below the data folder that it can do without
    public record Part(String command, List<Integer> healthPorts, List<String> local) {}

    /// Ports below those that systems hand out by themselves. A client that asks a dead service's port for a connection
    /// could otherwise be given that very port for its own end, and so keep the service from coming back.
    ///
    /// @param broker used by services alone; standalone chooses its own
    public record Ports(int broker, int ingest, int assimilate, int publish) {
        private static final int FROM = 20_000;
        private static final int TO = 32_000;

        public static Ports free() throws IOException {
            final int[] ports = new int[4];
            try (ServerSocket a = any();
                    ServerSocket b = any();
                    ServerSocket c = any();
                    ServerSocket d = any()) {
                int n = 0;
                for (ServerSocket socket : List.of(a, b, c, d)) ports[n++] = socket.getLocalPort();
            }
            return new Ports(ports[0], ports[1], ports[2], ports[3]);
        }

        private static ServerSocket any() throws IOException {
            final Random random = new Random();
            for (int attempt = 1; ; attempt++)
                try {
                    return new ServerSocket(random.nextInt(FROM, TO), 1, InetAddress.getLoopbackAddress());
                } catch (IOException e) {
                    if (attempt == 100) throw e;
                }
        }
    }

    /// The state stores of the stream, which come back from Kafka.
    private static final String STATE = "state";

    /// Downloads, which come back from the archive.
    private static final String DOWNLOADS = "ingest";

    public static Deployment of(Mode mode, Ports ports) {
        return new Deployment(
                switch (mode) {
                    case STANDALONE ->
                        List.of(new Part(
                                "run",
                                List.of(ports.ingest, ports.assimilate, ports.publish),
                                List.of(STATE, DOWNLOADS)));
                    case SERVICES ->
                        List.of(
                                new Part("broker", List.of(), List.of()),
                                new Part("ingest", List.of(ports.ingest), List.of(DOWNLOADS)),
                                new Part("assimilate", List.of(ports.assimilate), List.of(STATE)),
                                new Part("publish", List.of(ports.publish), List.of()));
                });
    }

    /// What an operator of the twin's archive would write.
    static String settings(Path data, URI archive, Ports ports) {
        return String.format(
                        Locale.ROOT,
                        """
                # Written by `fluxwatch bench chaos`.
                data-folder: %s
                kafka:
                  bootstrap-servers: 127.0.0.1:%d
                archive:
                  cmr-url: %s
                  products: [OCO2_L2_Lite_FP.11.2r, ACOS_L2_Lite_FP.9r]
                  token: %s
                  poll-interval: PT1S
                ingest:
                  http-port: %d
                publish:
                  http-port: %d
                """,
                        YamlText.quoted(data),
                        ports.broker,
                        archive,
                        PacedArchive.TOKEN,
                        ports.ingest,
                        ports.publish)
                + Demo.GRID
                + Demo.MONTHS
                + String.format(Locale.ROOT, "  http-port: %d%n", ports.assimilate)
                // no kill asks how many there are; the defaults' would take three times as long
                + "  ensemble: {members: 46}\n";
    }

    /// The settings of the twin: the demo's place and what truth and model share.
    public static Settings ofTwin() {
        return SettingsLoader.parse(Demo.GRID, "the demo's grid", java.util.Map.of());
    }
}
