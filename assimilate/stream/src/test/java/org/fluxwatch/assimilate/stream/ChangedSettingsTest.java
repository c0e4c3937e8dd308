package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.fluxwatch.contract.record.DomainFilled;
import org.fluxwatch.contract.record.DomainRestart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A domain that comes again with other settings.
class ChangedSettingsTest {
    private static final LocalDate START = TinyDomain.START;

    @TempDir
    private Path folder;

    private DrivenStage stage(String name, Map<String, String> changed) {
        return new DrivenStage(
                folder.resolve(name),
                TinyDomain.settings(changed),
                domain -> new RunningMean(domain, new AtomicReference<>(List.of())),
                () -> 0L);
    }

    /// Three days with the settings as they are, then the next one with another.
    private void runThenChange(String variable, String value, BiConsumer<DrivenStage, List<LocalDate>> look) {
        try (DrivenStage before = stage("before", Map.of())) {
            for (int d = 0; d < 3; d++) before.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            before.work(20);
            try (DrivenStage after = stage("after", Map.of(variable, value))) {
                after.restore(before);
                after.work(1);
                final List<String> atOnce = List.copyOf(after.stopped);
                after.day(TinyDomain.DOMAIN, START.plusDays(3), 403);
                after.work(20);
                assertThat(after.stopped).as("says so before anything comes").isEqualTo(atOnce);
                look.accept(
                        after,
                        after.days().stream().map(day -> day.identity().day()).toList());
            }
        }
    }

    @Test
    void stopsByNameWhereItsStateIsOfAnotherValueAndGoesOnAfterAReset() {
        runThenChange("FLUXWATCH_ASSIMILATE_FLUX_FORECAST_FACTOR_DRIFT", "steps", (stage, days) -> {
            assertThat(days).isEmpty();
            assertThat(stage.stopped)
                    .containsExactly(TinyDomain.DOMAIN + " stops: its state was made with other settings:"
                            + " assimilate.flux-forecast.factor-drift is steps, was smooth: set them back, or start the"
                            + " domain anew with `fluxwatch reset --domain " + TinyDomain.DOMAIN + "`");
            stage.send(new DomainRestart(TinyDomain.DOMAIN));
            for (int d = 0; d < 2; d++) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            stage.send(new DomainFilled(TinyDomain.DOMAIN));
            stage.work(20);
            assertThat(stage.days()).extracting(day -> day.identity().day()).containsExactly(START, START.plusDays(1));
        });
    }

    @Test
    void goesOnWhereItCounts() {
        for (Map.Entry<String, String> changed : Map.of(
                        "FLUXWATCH_ASSIMILATE_FILTER_GATE_PPM", "3.5",
                        "FLUXWATCH_ASSIMILATE_ENSEMBLE_INITIAL_SD_PPM", "2.0",
                        "FLUXWATCH_ASSIMILATE_HTTP_PORT", "1234")
                .entrySet())
            runThenChange(changed.getKey(), changed.getValue(), (stage, days) -> {
                assertThat(days).containsExactly(START.plusDays(3));
                assertThat(stage.stopped).isEmpty();
            });
    }

    @Test
    void stopsForGoodWhereItIsOnTheTopics() {
        runThenChange("FLUXWATCH_INGEST_CO2_SCALE", "x2019", (stage, days) -> {
            assertThat(days).isEmpty();
            assertThat(stage.stopped.getFirst())
                    .contains("ingest.co2-scale is x2019, was x2007")
                    .endsWith("run it as another deployment, with topics and a data-folder of its own");
        });
    }
}
