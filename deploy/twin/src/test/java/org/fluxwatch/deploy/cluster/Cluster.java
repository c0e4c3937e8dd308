package org.fluxwatch.deploy.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/// Three brokers, which are the controllers too, numbered 1 to 3; each record is on all three, and a write counts once
/// two have it.
interface Cluster extends AutoCloseable {
    int BROKERS = 3;

    String bootstrapServers();

    /// Ends a broker without a word (SIGKILL) and waits for its end.
    void kill(int node) throws Exception;

    /// Starts a broker that was killed.
    void restart(int node) throws Exception;

    @Override
    void close();

    /// Kafka's settings that do not depend on how a broker is run.
    ///
    /// @param voters of the quorum, NODE@HOST:PORT
    static Map<String, String> settings(int node, String voters) {
        final Map<String, String> p = new LinkedHashMap<>();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(node));
        p.put("controller.quorum.voters", voters);
        p.put("controller.listener.names", "CONTROLLER");
        p.put("auto.create.topics.enable", "false");
        p.put("offsets.topic.replication.factor", "3");
        p.put("offsets.topic.num.partitions", "4");
        p.put("transaction.state.log.replication.factor", "3");
        p.put("transaction.state.log.min.isr", "2");
        p.put("transaction.state.log.num.partitions", "4");
        p.put("group.initial.rebalance.delay.ms", "0");
        // in the time a broker is missed for (9000) the tests would only wait
        p.put("broker.session.timeout.ms", "4000");
        p.put("broker.heartbeat.interval.ms", "1000");
        p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        p.put("log.cleaner.dedupe.buffer.size", "8388608");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        return p;
    }

    static String perNode(java.util.function.IntFunction<String> ofNode) {
        return IntStream.rangeClosed(1, BROKERS).mapToObj(ofNode).collect(Collectors.joining(","));
    }

    /// Ports of the loopback that are free now.
    static List<Integer> freePorts(int count) throws IOException {
        final List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int n = 0; n < count; n++) sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) socket.close();
        }
    }

    /// Waits until all three take part.
    default void awaitAll() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrapServers()))) {
                return admin.describeCluster().nodes().get().size() == BROKERS;
            }
        });
    }
}
