package org.fluxwatch.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.fluxwatch.assimilate.service.AssimilateService;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.ProductFiles;
import org.fluxwatch.ingest.IngestService;
import org.fluxwatch.publish.PublishService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The services on a broker that lets its user do what deploy/kubernetes/strimzi says, and nothing else.
class RightsOfAUserIT {
    private static final Path USER = Path.of("../kubernetes/strimzi/kafka.yaml");
    private static final int DAYS = 2;

    @TempDir
    private Path folder;

    @Test
    void servicesNeedNoMoreRightsThanTheUserOfTheExampleHas() throws Exception {
        final List<Integer> ports = Cluster.freePorts(2);
        final Path properties = broker(ports.get(0), ports.get(1));
        try (ChildProcess broker = new ChildProcess(
                folder.resolve("broker.txt"),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(
                        BrokerMain.class.getName(),
                        properties.toString(),
                        Uuid.randomUuid().toString()))) {
            broker.start();
            grant("127.0.0.1:" + ports.get(0));
            final Workload workload = new Workload(folder.resolve("files"));
            workload.deliver(folder.resolve("archive"), 0, DAYS);
            run(settings("127.0.0.1:" + ports.get(0)));
        }
    }

    private void run(Settings settings) throws Exception {
        try (PublishService publish = new PublishService(settings);
                AssimilateService assimilate = new AssimilateService(settings);
                IngestService ingest = new IngestService(settings)) {
            publish.start();
            assimilate.start();
            ingest.start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(ProductFiles.digests(settings.productsFolder())
                                    .keySet())
                            .filteredOn(name -> name.matches(".*/\\d{4}/fluxwatch_[^_]+_filter_\\d{8}\\.nc"))
                            .hasSize(DAYS * Workload.DOMAINS.size()));
            assertThat(publish.health().live()).isTrue();
        }
    }

    private Settings settings(String bootstrapServers) {
        return SettingsLoader.parse(
                Workload.settingsText(
                        folder.resolve("data"),
                        folder.resolve("archive"),
                        bootstrapServers,
                        1,
                        SettingsLoader.defaults().assimilate().applicationId(),
                        "services"),
                "services",
                Map.of(
                        "FLUXWATCH_KAFKA_CLIENT_SECURITY_PROTOCOL",
                        "SASL_PLAINTEXT",
                        "FLUXWATCH_KAFKA_CLIENT_SASL_MECHANISM",
                        "PLAIN",
                        "FLUXWATCH_KAFKA_CLIENT_SASL_JAAS_CONFIG",
                        login("fluxwatch")));
    }

    private static String login(String user) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + user + "\";";
    }

    private Path broker(int port, int controllerPort) throws IOException {
        final Map<String, String> settings = new LinkedHashMap<>(Cluster.settings(1, "1@127.0.0.1:" + controllerPort));
        settings.put("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put(
                "listener.name.clients.plain.sasl.jaas.config",
                login("admin").replace(";", " user_admin=\"admin\" user_fluxwatch=\"fluxwatch\";"));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:admin;User:ANONYMOUS"); // the controller's listener, on which nobody logs in
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("log.dirs", Files.createDirectories(folder.resolve("log")).toString());
        final Properties properties = new Properties();
        properties.putAll(settings);
        final Path file = folder.resolve("server.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private static void grant(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                (Object) bootstrapServers,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login("admin")))) {
            final List<AclBinding> rights = rights();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> admin.createAcls(rights).all().get() == null);
        }
    }

    private static List<AclBinding> rights() throws IOException {
        final List<AclBinding> rights = new ArrayList<>();
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(USER))) {
            while (documents.hasNext())
                for (JsonNode rule :
                        documents.next().path("spec").path("authorization").path("acls"))
                    for (JsonNode operation : rule.get("operations"))
                        rights.add(new AclBinding(
                                resource(rule.get("resource")),
                                new AccessControlEntry(
                                        "User:fluxwatch",
                                        "*",
                                        AclOperation.fromString(constant(operation)),
                                        AclPermissionType.ALLOW)));
        }
        assertThat(rights).hasSizeGreaterThan(9);
        return rights;
    }

    private static ResourcePattern resource(JsonNode resource) {
        return new ResourcePattern(
                ResourceType.fromString(constant(resource.get("type"))),
                resource.path("name").asText(Resource.CLUSTER_NAME),
                resource.path("patternType").asText("literal").equals("prefix")
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL);
    }

    /// `DescribeConfigs` as `DESCRIBE_CONFIGS`.
    private static String constant(JsonNode name) {
        return name.asText().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
