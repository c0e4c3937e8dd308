package org.fluxwatch.deploy.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// Three brokers as containers of Apache's image. A broker that was killed comes again as a new container under its old
/// address, with nothing on its disk, and copies all from the others.
final class ContainerCluster implements Cluster {
    static final String IMAGE = "apache/kafka:4.3.1";

    private final Network network = Network.newNetwork();
    private final String clusterId = Uuid.randomUuid().toString();
    private final List<GenericContainer<?>> brokers = new ArrayList<>();
    private final List<Integer> ports;

    ContainerCluster() throws IOException {
        ports = Cluster.freePorts(BROKERS);
        for (int node = 1; node <= BROKERS; node++) brokers.add(broker(node));
        brokers.parallelStream().forEach(GenericContainer::start);
        awaitAll();
    }

    /// Why there can be no such cluster here; empty when there can.
    static Optional<String> obstacle() {
        if (!DockerClientFactory.instance().isDockerAvailable()) return Optional.of("no Docker engine answers");
        try {
            DockerClientFactory.instance().client().inspectImageCmd(IMAGE).exec();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("the Docker engine has no image " + IMAGE);
        }
    }

    private GenericContainer<?> broker(int node) {
        final String host = DockerClientFactory.instance().dockerHostIpAddress();
        final GenericContainer<?> broker = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withNetwork(network)
                .withNetworkAliases("broker-" + node)
                .withEnv("CLUSTER_ID", clusterId)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx256m")
                .withEnv("KAFKA_LISTENERS", "OUTSIDE://:9092,INSIDE://:9093,CONTROLLER://:9094")
                .withEnv(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "OUTSIDE://" + host + ":" + ports.get(node - 1) + ",INSIDE://broker-" + node + ":9093")
                .withEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "INSIDE")
                .withEnv(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "OUTSIDE:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1))
                .withStartupTimeout(Duration.ofSeconds(90));
        final String voters = Cluster.perNode(voter -> voter + "@broker-" + voter + ":9094");
        for (Map.Entry<String, String> setting : Cluster.settings(node, voters).entrySet())
            broker.withEnv("KAFKA_" + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_'), setting.getValue());
        broker.setPortBindings(List.of(ports.get(node - 1) + ":9092"));
        return broker;
    }

    @Override
    public String bootstrapServers() {
        final String host = DockerClientFactory.instance().dockerHostIpAddress();
        return Cluster.perNode(node -> host + ":" + ports.get(node - 1));
    }

    @Override
    public void kill(int node) {
        final GenericContainer<?> broker = brokers.get(node - 1);
        broker.getDockerClient().killContainerCmd(broker.getContainerId()).exec();
    }

    @Override
    public void restart(int node) {
        brokers.get(node - 1).stop(); // takes away what is left of it
        brokers.set(node - 1, broker(node));
        brokers.get(node - 1).start();
    }

    @Override
    public void close() {
        brokers.forEach(GenericContainer::stop);
        network.close();
    }
}
