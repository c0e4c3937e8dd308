package org.fluxwatch.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.metrics.PublishMetrics;
import org.fluxwatch.publish.outbound.AlarmRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alarms of days in files and on the topic.
class AlarmedDaysTest {
    private static final AnalysedDomain PLANE = new AnalysedDomain("plane", AssimilationSystem.FILTER);

    @TempDir
    Path data;

    private final MockProducer<byte[], byte[]> kafka = Alarming.producer();

    private record Published(ProductFolder folder, Publication publication) {}

    private Published publish(String below) {
        final Settings settings = Days.settings(data.resolve(below));
        final ProductFolder folder = new ProductFolder(settings.productsFolder(), settings);
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return new Published(
                folder,
                new Publication(
                        folder,
                        new PublishMetrics(registry, folder.own(), 5),
                        new AlarmRecords(() -> kafka, Instant::now),
                        _ -> {}));
    }

    private static DayProduct day(int d, int revision, int observations) {
        final LocalDate day = Days.FIRST.plusDays(d);
        return Days.product(
                "plane", Days.settings(Path.of("unused")).domain("plane").modelGrid(), day, revision, observations);
    }

    private static DayAlarms alarms(Published published, int d) throws IOException {
        final Path file = published.folder().find(PLANE, Days.FIRST.plusDays(d)).orElseThrow();
        return published.folder().alarms(PLANE, file).orElseThrow();
    }

    private List<DayAlarms> sent() {
        final List<DayAlarms> sent = new ArrayList<>();
        kafka.history().forEach(record -> {
            assertThat(record.topic()).isEqualTo("alarms");
            final DayAlarms day =
                    Topics.ALARMS.values().deserializer().deserialize("alarms", record.headers(), record.value());
            assertThat(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(day.key());
            sent.add(day);
        });
        return sent;
    }

    @Test
    void aDaysFileAndItsRecordSayTheSame() throws IOException {
        final Published published = publish("a");
        for (int d = 0; d < 14; d++) published.publication().keep(day(d, 0, 30));
        assertThat(published.publication().deliver()).isTrue();
        assertThat(sent()).hasSize(14);
        assertThat(sent().getLast()).isEqualTo(alarms(published, 13));
        assertThat(sent().getLast().key()).isEqualTo("plane/filter/2019-05-14");
        assertThat(alarms(published, 13)
                        .watched()
                        .getFirst()
                        .check(Statistic.OMB_MEAN)
                        .soft()
                        .hasLimit())
                .isTrue();
        assertThat(alarms(published, 5)
                        .watched()
                        .getFirst()
                        .check(Statistic.OMB_MEAN)
                        .soft()
                        .hasLimit())
                .isFalse();
    }

    @Test
    void aKillBetweenFileAndRecordLosesNoRecord() throws IOException {
        publish("a").publication().keep(day(0, 0, 30)); // and is gone before it has delivered
        assertThat(sent()).isEmpty();
        final Published again = publish("a");
        again.publication().keep(day(0, 0, 30));
        assertThat(again.publication().deliver()).isTrue();
        assertThat(sent()).containsExactly(alarms(again, 0));
    }

    @Test
    void aDayThatIsKeptIsToldOfBeforeAnythingOfItIsCommitted() throws IOException {
        publish("a").publication().keep(day(0, 0, 30));
        final Published again = publish("a");
        assertThat(again.publication().isKept(day(0, 0, 30).identity())).isTrue();
        assertThat(again.publication().deliver()).isTrue();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void revisedDaysHaveTheBytesThatTheyWouldHaveHadAtOnce() throws IOException {
        final Published revised = publish("a");
        for (int d = 0; d < 16; d++) revised.publication().keep(day(d, 0, d == 8 ? 20 : 30));
        for (int d = 8; d < 16; d++) revised.publication().keep(day(d, 1, 30));
        final Published straight = publish("b");
        for (int d = 0; d < 16; d++) straight.publication().keep(day(d, d < 8 ? 0 : 1, 30));
        for (int d = 0; d < 16; d++) {
            final Path one = observations(revised, d);
            final Path other = observations(straight, d);
            assertThat(Files.mismatch(one, other)).as(one.toString()).isEqualTo(-1);
        }
    }

    private static Path observations(Published published, int d) {
        final Path file = published.folder().find(PLANE, Days.FIRST.plusDays(d)).orElseThrow();
        return file.resolveSibling(file.getFileName().toString().replace("_filter_", "_filter_obs_"));
    }

    @Test
    void aFileThatSaysNothingOfItIsWatchedNoLessByTheDaysAfter() throws IOException {
        final Published published = publish("a");
        final Settings settings = Days.settings(data.resolve("a"));
        for (int d = 0; d < 12; d++) {
            final Path file = settings.productsFolder()
                    .resolve("plane/2019/fluxwatch_plane_filter_201905" + String.format("%02d", d + 1) + ".nc");
            DailyFile.write(day(d, 0, 30), settings.domain("plane").modelGrid(), Map.of(), false, Map.of(), file);
            assertThat(published.folder().alarms(PLANE, file)).isEqualTo(Optional.empty());
        }
        published.publication().keep(day(12, 0, 30));
        assertThat(alarms(published, 12)
                        .watched()
                        .getFirst()
                        .check(Statistic.OMB_MEAN)
                        .soft()
                        .hasLimit())
                .isTrue();
    }
}
