package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.junit.jupiter.api.Test;

class IngestMetricsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final IngestMetrics metrics = new IngestMetrics(registry);

    private static GranuleState published(LocalDate day) {
        return new GranuleState(
                "granule-" + day,
                Sensor.OCO2,
                day,
                GranuleVersion.of("B11210Ar", "240820000231", 1),
                GranuleState.Outcome.PUBLISHED,
                "",
                0,
                Map.of(),
                Map.of(),
                Co2Scale.X2007);
    }

    private double news(Sensor sensor) {
        return registry.get("fluxwatch.ingest.sensor.news.seconds")
                .tag("sensor", sensor.label())
                .gauge()
                .value();
    }

    @Test
    void newsOfASensorAreWhenANewerDayCameAndBeforeThatTheStart() {
        clock.add(Duration.ofSeconds(1000));
        final double start = clock.wallTime() / 1000.0;
        metrics.follow(Set.of(Sensor.OCO2, Sensor.GOSAT));
        assertThat(news(Sensor.OCO2)).isEqualTo(start);
        clock.add(Duration.ofSeconds(60));
        metrics.committed(published(DAY), List.of());
        assertThat(news(Sensor.OCO2)).isEqualTo(start + 60);
        clock.add(Duration.ofSeconds(60));
        metrics.committed(published(DAY.minusDays(3)), List.of());
        assertThat(news(Sensor.OCO2)).as("an older day is no news").isEqualTo(start + 60);
        assertThat(news(Sensor.GOSAT)).isEqualTo(start);
    }

    @Test
    void aNewStartKnowsFromTheLedgerWhenTheLastNewsCame() {
        clock.add(Duration.ofDays(100));
        metrics.follow(Set.of(Sensor.OCO2));
        metrics.written(published(DAY), Instant.ofEpochSecond(500));
        metrics.written(published(DAY.plusDays(1)), Instant.ofEpochSecond(600));
        metrics.written(published(DAY), Instant.ofEpochSecond(700));
        assertThat(news(Sensor.OCO2)).isEqualTo(600);
    }
}
