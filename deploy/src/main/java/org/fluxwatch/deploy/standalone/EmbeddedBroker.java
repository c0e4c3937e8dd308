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
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// A Kafka broker and its controller (KRaft) in this process, on loopback, its log in one folder. Its ports are
/// free ones at the first start and stay the same as long as they are free.
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

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /// Starts the broker on a folder, which is made and formatted when it is new.
    public static EmbeddedBroker start(Path folder) {
        try {
            Files.createDirectories(folder);
            final boolean known = Files.exists(folder.resolve("meta.properties"));
            if (!known) format(folder);
            final int[] ports = ports(folder.resolve("fluxwatch-ports.properties"));
            if (known) forgetRegistration(folder, ports[1]);
            return new EmbeddedBroker(started(broker(folder, ports[0], ports[1])), "127.0.0.1:" + ports[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("the broker cannot use the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void format(Path folder) {
        try (PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .addDirectory(folder.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
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

    private static void forgetRegistration(Path folder, int controllerPort) {
        final KafkaRaftServer server = started(controller(folder, controllerPort));
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, "127.0.0.1:" + controllerPort))) {
            admin.unregisterBroker(NODE_ID).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException))
                throw new IllegalStateException(
                        "the broker's last registration in " + folder + " cannot be taken away: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker started", e);
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /// The ports of the last start where they are free, else any.
    private static int[] ports(Path file) throws IOException {
        final Properties kept = new Properties();
        if (Files.exists(file))
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        final int broker = free(Integer.parseInt(kept.getProperty("broker", "0")));
        int controller = free(Integer.parseInt(kept.getProperty("controller", "0")));
        while (controller == broker) controller = free(0);
        Files.writeString(file, "broker=" + broker + "\ncontroller=" + controller + "\n");
        return new int[] {broker, controller};
    }

    private static int free(int preferred) throws IOException {
        try (ServerSocket socket = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            if (preferred == 0) throw e;
            return free(0);
        }
    }

    private static Properties controller(Path folder, int port) {
        final Properties p = new Properties();
        p.setProperty("process.roles", "controller");
        p.setProperty("node.id", Integer.toString(NODE_ID));
        p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + port);
        p.setProperty("listeners", "CONTROLLER://127.0.0.1:" + port);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("log.dirs", folder.toString());
        p.setProperty("broker.session.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        return p;
    }

    private static Properties broker(Path folder, int port, int controllerPort) {
        final Properties p = controller(folder, controllerPort);
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + "," + p.getProperty("listeners"));
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "4");
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

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
