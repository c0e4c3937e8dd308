package org.fluxwatch.deploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.LoginFile;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLoginTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve(LoginFile.NAME);
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String clusterOf(Properties client) throws Exception {
        client.setProperty("default.api.timeout.ms", "3000");
        client.setProperty("request.timeout.ms", "3000");
        try (Admin admin = Admin.create(client)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static Properties without(EmbeddedBroker broker) {
        final Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrapServers());
        return client;
    }

    @Test
    void letsInWhoCanReadTheFileAndNobodyElse() throws Exception {
        final String cluster;
        final String secret;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            assertThat(mode(folder)).isEqualTo("rwx------");
            assertThat(mode(file())).isEqualTo("rw-------");
            cluster = clusterOf(broker.settings().properties());
            BrokerWatch.makeTopics(broker.settings());

            final Properties asKafkasTools = new Properties();
            try (Reader reader = Files.newBufferedReader(file())) {
                asKafkasTools.load(reader);
            }
            assertThat(clusterOf(asKafkasTools)).isEqualTo(cluster);
            secret = asKafkasTools.getProperty("sasl.jaas.config");
            assertThatThrownBy(() -> clusterOf(without(broker))).isInstanceOf(ExecutionException.class);
            asKafkasTools.setProperty("sasl.jaas.config", secret.replaceAll("[0-9a-f]{64}", "0".repeat(64)));
            assertThatThrownBy(() -> clusterOf(asKafkasTools))
                    .hasRootCauseInstanceOf(SaslAuthenticationException.class)
                    .message()
                    .doesNotContain(secret);
        }
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        try (EmbeddedBroker again = EmbeddedBroker.start(folder)) {
            assertThat(mode(file())).isEqualTo("rw-------");
            assertThat(Files.readString(file())).contains(secret);
            assertThat(clusterOf(again.settings().properties())).isEqualTo(cluster);
        }
        Files.delete(file()); // as in a folder of a version that had no login
        try (EmbeddedBroker upgraded = EmbeddedBroker.start(folder)) {
            assertThat(Files.readString(file())).doesNotContain(secret);
            assertThat(clusterOf(upgraded.settings().properties())).isEqualTo(cluster);
        }
    }

    @Test
    void isShownOnlyToItsOwnBroker() throws Exception {
        BrokerLogin.of(folder).write(folder, "127.0.0.1:29092");
        final KafkaSettings kafka = SettingsLoader.defaults().kafka();
        assertThat(kafka.at("localhost:29092", file()).properties()).containsKey("sasl.jaas.config");
        assertThat(kafka.at("127.0.0.1:9092", file()).properties()).doesNotContainKey("sasl.jaas.config");
        assertThat(kafka.at("127.0.0.1:29092", folder.resolve("not-there-yet")).properties())
                .doesNotContainKey("sasl.jaas.config");
        assertThat(BrokerLogin.of(folder).toString()).doesNotContainPattern("[0-9a-f]{64}");
    }

    @Test
    void namesAFileThatHoldsNoLogin() throws Exception {
        Files.writeString(file(), "security.protocol=SSL\n");
        assertThatThrownBy(() -> EmbeddedBroker.start(folder)).hasMessageContaining(file() + " holds no login");
    }
}
