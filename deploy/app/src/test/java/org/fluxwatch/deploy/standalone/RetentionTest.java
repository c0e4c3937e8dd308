package org.fluxwatch.deploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.fluxwatch.contract.settings.KeepDays;
import org.fluxwatch.contract.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What settings say of how long topics keep their records, at a real broker.
class RetentionTest {
    private static final String FOR_GOOD = "-1";

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder);
        admin = Admin.create(broker.settings().properties());
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private String retention(String topic) throws Exception {
        return admin.describeConfigs(List.of(resource(topic)))
                .all()
                .get()
                .get(resource(topic))
                .get("retention.ms")
                .value();
    }

    /// A broker learns of a change a moment after the controller has made it.
    private void awaitRetention(String topic, String expected) throws Exception {
        final long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!retention(topic).equals(expected) && System.nanoTime() < end) Thread.sleep(50);
        assertThat(retention(topic)).as(topic).isEqualTo(expected);
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }

    private void ensure(KeepDays keep) throws Exception {
        Topics.ensure(admin, 1, 1, keep);
    }

    @Test
    void isForGoodUnlessSettingsOrAnOperatorBoundIt() throws Exception {
        ensure(KeepDays.FOR_GOOD);
        for (String topic : List.of("observations", "innovations", "rows", "analyses"))
            assertThat(retention(topic)).as(topic).isEqualTo(FOR_GOOD);

        ensure(new KeepDays(0, 400, 40, 0));
        awaitRetention("innovations", days(400));
        awaitRetention("rows", days(40));
        assertThat(retention("analyses")).isEqualTo(FOR_GOOD);

        admin.incrementalAlterConfigs(Map.of(
                        resource("analyses"),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("retention.ms", days(90)), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        awaitRetention("analyses", days(90));
        ensure(KeepDays.FOR_GOOD);
        assertThat(retention("analyses")).isEqualTo(days(90));
    }

    @Test
    void isSetWhenTopicsAreMade() throws Exception {
        ensure(new KeepDays(0, 0, 0, 31));
        assertThat(retention("analyses")).isEqualTo(days(31));
        assertThat(retention("observations")).isEqualTo(FOR_GOOD);
    }
}
