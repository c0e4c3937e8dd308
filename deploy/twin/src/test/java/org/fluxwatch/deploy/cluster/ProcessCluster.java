package org.fluxwatch.deploy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/// Three brokers as processes on loopback.
final class ProcessCluster implements Cluster {
    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final List<ChildProcess> brokers = new ArrayList<>();
    private final String bootstrapServers;

    ProcessCluster(Path folder) throws IOException {
        final List<Integer> ports = Cluster.freePorts(2 * BROKERS);
        final String voters = Cluster.perNode(node -> node + "@127.0.0.1:" + ports.get(BROKERS + node - 1));
        final String clusterId = Uuid.randomUuid().toString();
        bootstrapServers = Cluster.perNode(node -> "127.0.0.1:" + ports.get(node - 1));
        for (int node = 1; node <= BROKERS; node++) {
            final Path own = Files.createDirectories(folder.resolve("broker-" + node));
            final Map<String, String> settings = new LinkedHashMap<>(Cluster.settings(node, voters));
            settings.put(
                    "listeners",
                    "PLAINTEXT://127.0.0.1:" + ports.get(node - 1) + ",CONTROLLER://127.0.0.1:"
                            + ports.get(BROKERS + node - 1));
            settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
            settings.put("log.dirs", own.resolve("log").toString());
            final Path file = own.resolve("server.properties");
            final Properties properties = new Properties();
            properties.putAll(settings);
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            Files.createDirectories(own.resolve("log"));
            final ChildProcess broker = new ChildProcess(
                    own.resolve("output.txt"), FLAGS, List.of(BrokerMain.class.getName(), file.toString(), clusterId));
            brokers.add(broker);
            broker.start();
        }
        awaitAll();
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void kill(int node) throws InterruptedException {
        brokers.get(node - 1).kill();
    }

    @Override
    public void restart(int node) throws IOException {
        brokers.get(node - 1).start();
    }

    @Override
    public void close() {
        brokers.forEach(ChildProcess::close);
    }
}
