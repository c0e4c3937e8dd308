package org.fluxwatch.deploy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.fluxwatch.contract.settings.KeepDays;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.IngestService;

/// One test's share of a cluster: new topics, an application of its own, `assimilate` as processes, and ingest in this
/// one on a folder of files.
final class Scene implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules",
            "jdk.incubator.vector");

    private final Path folder;
    private final String bootstrapServers;
    private final String applicationId;
    private final Admin admin;
    private final Map<String, ChildProcess> instances = new LinkedHashMap<>();
    private IngestService ingest;

    Scene(Path folder, String bootstrapServers, String applicationId) throws Exception {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.applicationId = applicationId;
        admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrapServers));
        final Set<String> old = admin.listTopics().names().get();
        admin.deleteTopics(old).all().get();
        // each broker hears of it in its own time
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .until(() -> admin.listTopics().names().get().isEmpty());
        Topics.ensure(admin, Workload.PARTITIONS, Cluster.BROKERS, KeepDays.FOR_GOOD);
        Awaitility.await().ignoreExceptions().until(() -> topicsAreWhole());
    }

    /// Whether every partition has all its replicas in step.
    boolean topicsAreWhole() throws InterruptedException, ExecutionException {
        return admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.isr().size() == Cluster.BROKERS);
    }

    Settings settings(String name) {
        return Workload.settings(
                folder.resolve(name), archive(), bootstrapServers, Cluster.BROKERS, applicationId, name);
    }

    private String settingsText(Path own, String name) {
        return Workload.settingsText(own, archive(), bootstrapServers, Cluster.BROKERS, applicationId, name);
    }

    Path archive() {
        return folder.resolve("archive");
    }

    void startIngest() throws IOException {
        Files.createDirectories(archive());
        ingest = new IngestService(SettingsLoader.parse(
                settingsText(folder.resolve("ingest"), "ingest"),
                "ingest",
                Map.of("FLUXWATCH_KAFKA_CLIENT_GROUP_INSTANCE_ID", "ingest")));
        ingest.start();
    }

    /// Starts an instance, for the first time or again.
    ChildProcess start(String name) throws IOException {
        return start(name, Map.of());
    }

    /// The same as a static member of its group, as the manifests for Kubernetes have it.
    ChildProcess startStatic(String name) throws IOException {
        return start(name, Map.of("FLUXWATCH_KAFKA_CLIENT_GROUP_INSTANCE_ID", name));
    }

    private ChildProcess start(String name, Map<String, String> environment) throws IOException {
        final Path own = Files.createDirectories(folder.resolve(name));
        final Path file = own.resolve("settings.yaml");
        Files.writeString(file, settingsText(own, name));
        final ChildProcess instance = instances.computeIfAbsent(
                name,
                key -> new ChildProcess(
                        own.resolve("output.txt"),
                        FLAGS,
                        List.of("org.fluxwatch.deploy.cli.Main", "assimilate", "--settings", file.toString()),
                        environment));
        instance.start();
        return instance;
    }

    ConsumerGroupDescription group() throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(List.of(applicationId)).all().get().get(applicationId);
    }

    /// The group instance ids of the members, of those that have one.
    Set<String> staticMembers() throws InterruptedException, ExecutionException {
        final Set<String> ids = new TreeSet<>();
        for (MemberDescription member : group().members())
            member.groupInstanceId().ifPresent(ids::add);
        return ids;
    }

    /// The domains that an instance works on.
    List<String> domainsOf(String name) throws InterruptedException, ExecutionException {
        final Set<String> domains = new TreeSet<>();
        for (MemberDescription member : group().members())
            if (member.clientId().startsWith(name + "-"))
                for (TopicPartition partition : member.assignment().topicPartitions())
                    domains.add(Workload.DOMAINS.get(partition.partition()));
        return List.copyOf(domains);
    }

    /// How many partitions' state an instance has on its disk.
    long tasksKeptBy(String name) throws IOException {
        try (Stream<Path> folders = Files.list(settings(name).stateFolder().resolve(applicationId))) {
            return folders.filter(task -> Files.isDirectory(task.resolve("rocksdb")))
                    .count();
        }
    }

    void awaitDomains(String name, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> domainsOf(name).size() == count);
    }

    @Override
    public void close() {
        if (ingest != null) ingest.close();
        instances.values().forEach(ChildProcess::close);
        admin.close();
    }
}
