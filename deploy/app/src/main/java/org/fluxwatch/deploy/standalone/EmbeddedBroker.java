package org.fluxwatch.deploy.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.fluxwatch.contract.service.HttpBounds;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.LoginFile;
import org.fluxwatch.contract.settings.SettingsLoader;

/// A Kafka broker and its controller (KRaft) in this process, on loopback, its log in one folder, which it holds. Its
/// ports are free ones at the first start and stay the same as long as they are free, or the broker's is given. Both
/// ports are closed to whoever cannot read the folder, see [BrokerLogin].
///
/// A broker that was killed is still registered, as leader of everything, when it comes again. On the strength of
/// that its transaction coordinator starts before the registration is renewed, cannot reach the partitions whose
/// leader it takes itself for, and when the controller then fences the old registration takes them for deleted and
/// calls their transactions complete without a marker (Kafka 4.3.1, `TransactionMarkerChannelManager`): readers of
/// committed records wait for ever, and half of a commit may be lost. Therefore the controller first starts alone and
/// takes the old registration away, which also saves waiting for it to lapse. And the session of the only broker
/// there is never lapses, however long the machine sleeps.
public final class EmbeddedBroker implements AutoCloseable {
    private static final int NODE_ID = 1;
    private static final String FORMATTED = "meta.properties";
    private static final String LISTENER = "LOOPBACK";
    private static final String CONTROLLER = "CONTROLLER";
    private static final String CONNECTIONS = Long.toString(HttpBounds.connections());
    private static final Duration AGAIN = Duration.ofMillis(50);

    /// Of the broker's own topics, which are cleaned by whole segments: of offsets and transactions, and of its
    /// metadata, whose log is written to twice a second, whatever happens. Kafka's own let these come to hundreds
    /// of MB in a week, all of which is read at each start.
    private static final String OWN_SEGMENT_BYTES = "16777216";

    private static final String METADATA_BYTES = "33554432";

    /// For a controller on a busy machine to read its log.
    private static final Duration CONTROLLER_READY = Duration.ofMinutes(2);

    private final DataFolder held;
    private final KafkaRaftServer server;
    private final Path folder;
    private final String bootstrapServers;
    private final boolean isNew;

    private EmbeddedBroker(
            DataFolder held, KafkaRaftServer server, Path folder, String bootstrapServers, boolean isNew) {
        this.isNew = isNew;
        this.held = held;
        this.server = server;
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
    }

    /// Starts the broker on a folder, which is made and formatted when it is new.
    ///
    /// @throws IllegalStateException when another process holds the folder
    public static EmbeddedBroker start(Path folder) {
        return start(folder, 0);
    }

    /// The same at a port that others have been told of.
    ///
    /// @param port 0: any
    /// @throws IllegalStateException when another process holds the folder or the port
    public static EmbeddedBroker start(Path folder, int port) {
        final DataFolder held = DataFolder.hold(folder);
        try {
            final boolean known = Files.exists(folder.resolve(FORMATTED));
            if (!known) format(folder);
            final Ports ports = Ports.keep(folder, port);
            final BrokerLogin login = BrokerLogin.of(folder);
            login.write(folder, ports.bootstrapServers());
            if (known) forgetRegistration(folder, ports.controller(), login);
            return new EmbeddedBroker(
                    held, started(broker(folder, ports, login)), folder, ports.bootstrapServers(), !known);
        } catch (IOException e) {
            held.close();
            throw new UncheckedIOException("the broker cannot use the folder " + folder + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /// Whether its folder was empty, so that it knows nothing yet.
    boolean isNew() {
        return isNew;
    }

    /// Where the broker of a folder is, or was when it last ran.
    public static String bootstrapServers(Path folder) throws IOException {
        return Ports.kept(folder).bootstrapServers();
    }

    /// How to reach the broker of a folder: its address and login.
    public static KafkaSettings settings(Path folder) throws IOException {
        return settings(folder, bootstrapServers(folder));
    }

    private static KafkaSettings settings(Path folder, String servers) {
        return SettingsLoader.defaults().kafka().at(servers, folder.resolve(LoginFile.NAME));
    }

    private static void format(Path folder) {
        try (PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .addDirectory(folder.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName(CONTROLLER)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the broker's folder " + folder + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private static KafkaRaftServer started(Properties properties) {
        final KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static void forgetRegistration(Path folder, int controllerPort, BrokerLogin login) {
        final KafkaRaftServer server = started(controller(folder, controllerPort, login));
        final Map<String, Object> client = new HashMap<>(login.client());
        client.put(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, "127.0.0.1:" + controllerPort);
        try (Admin admin = Admin.create(client)) {
            final long end = System.nanoTime() + CONTROLLER_READY.toNanos();
            while (!isForgotten(admin, folder, System.nanoTime() > end)) Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker started", e);
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /// @param last whether it is not tried again
    /// @return false while the controller, which has just started, does not yet take orders, or does not yet
    /// know the version of its metadata
    private static boolean isForgotten(Admin admin, Path folder, boolean last) throws InterruptedException {
        try {
            admin.unregisterBroker(NODE_ID).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokerIdNotRegisteredException) return true;
            final boolean notYet = e.getCause() instanceof NotControllerException
                    || e.getCause() instanceof UnsupportedVersionException;
            if (notYet && !last) return false;
            throw new IllegalStateException(
                    "the broker's last registration in " + folder + " cannot be taken away: " + e.getCause(), e);
        }
    }

    /// Ports in use, 0 where none has been chosen yet; kept in a file of the broker's folder.
    private record Ports(int broker, int controller) {
        String bootstrapServers() {
            return "127.0.0.1:" + broker;
        }

        private static Path file(Path folder) {
            return folder.resolve("fluxwatch-ports.properties");
        }

        static Ports kept(Path folder) throws IOException {
            final Properties kept = new Properties();
            if (Files.exists(file(folder)))
                try (var reader = Files.newBufferedReader(file(folder))) {
                    kept.load(reader);
                }
            return new Ports(
                    Integer.parseInt(kept.getProperty("broker", "0")),
                    Integer.parseInt(kept.getProperty("controller", "0")));
        }

        /// The ports of the last start where they are free, else any; the broker's is the one wished for, if any is.
        static Ports keep(Path folder, int wished) throws IOException {
            final Ports before = kept(folder);
            final int broker = wished == 0 ? free(before.broker) : wished;
            if (wished != 0 && free(wished) != wished)
                throw new IllegalStateException("the broker cannot listen on 127.0.0.1:" + wished
                        + ": another process does, or set kafka.bootstrap-servers to another port");
            int controller = free(before.controller);
            while (controller == broker) controller = free(0);
            final Path part = folder.resolve("fluxwatch-ports.part");
            Files.writeString(part, "broker=" + broker + "\ncontroller=" + controller + "\n");
            Files.move(part, file(folder), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new Ports(broker, controller);
        }

        private static int free(int preferred) throws IOException {
            try (ServerSocket socket = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (preferred == 0) throw e;
                return free(0);
            }
        }
    }

    private static Properties controller(Path folder, int port, BrokerLogin login) {
        final Properties p = new Properties();
        p.setProperty("process.roles", "controller");
        p.setProperty("node.id", Integer.toString(NODE_ID));
        p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + port);
        p.setProperty("listeners", CONTROLLER + "://127.0.0.1:" + port);
        p.setProperty("controller.listener.names", CONTROLLER);
        p.setProperty("listener.security.protocol.map", LISTENER + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
        login.close(CONTROLLER, p);
        p.setProperty("log.dirs", folder.toString());
        p.setProperty("metadata.log.segment.bytes", OWN_SEGMENT_BYTES);
        p.setProperty("metadata.max.retention.bytes", METADATA_BYTES);
        p.setProperty("broker.session.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        return p;
    }

    private static Properties broker(Path folder, Ports ports, BrokerLogin login) {
        final Properties p = controller(folder, ports.controller(), login);
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("listeners", LISTENER + "://" + ports.bootstrapServers() + "," + p.getProperty("listeners"));
        p.setProperty("advertised.listeners", LISTENER + "://" + ports.bootstrapServers());
        p.setProperty("inter.broker.listener.name", LISTENER);
        login.close(LISTENER, p);
        // who may not log in can still connect
        p.setProperty("listener.name." + LISTENER.toLowerCase(Locale.ROOT) + ".max.connections", CONNECTIONS);
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("offsets.topic.segment.bytes", OWN_SEGMENT_BYTES);
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("transaction.state.log.segment.bytes", OWN_SEGMENT_BYTES);
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.min.session.timeout.ms", "1000");
        p.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        p.setProperty("log.cleaner.backoff.ms", "5000");
        // a transaction left open by a killed process is in the way of its successor until this has passed
        p.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        return p;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /// How to reach it: its address and login.
    public KafkaSettings settings() {
        return settings(folder, bootstrapServers);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        held.close();
    }
}
