package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.contract.record.DailyAnalysis.Sources;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Days whose winds, fluxes or inflow are not there.
class InputWaitTest {
    private static final Map<String, String> FLUX_FILES = Map.of(
            "FLUXWATCH_DOMAINS_TINY_INPUTS_PRIOR_KIND", "files",
            "FLUXWATCH_DOMAINS_TINY_INPUTS_PRIOR_SOURCES_BIOSPHERE_FORMAT", "cf",
            "FLUXWATCH_DOMAINS_TINY_INPUTS_PRIOR_SOURCES_BIOSPHERE_VARIABLE", "flux",
            "FLUXWATCH_DOMAINS_TINY_INPUTS_PRIOR_SOURCES_BIOSPHERE_FILES", "flux_{yyyy}{MM}{dd}.nc");

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private Settings settings() {
        final Map<String, String> environment = new java.util.TreeMap<>(FLUX_FILES);
        environment.put("FLUXWATCH_DOMAINS_TINY_INPUTS_PRIOR_SOURCES_BIOSPHERE_FOLDER", folder.toString());
        return Tiny.settings(environment);
    }

    private void fluxOf(LocalDate day) {
        FluxFiles.write(folder.resolve("flux_" + day.toString().replace("-", "") + ".nc"), day, 2.0);
    }

    private void lookAgain(DrivenStage stage) {
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        stage.work(40);
    }

    @Test
    void aDayWaitsUnderItsNameAndIsRunOnceItsInputsCome(@TempDir Path state) {
        fluxOf(Tiny.START);
        try (DrivenStage stage = FilterStage.of(state, settings(), nanos::get)) {
            stage.day(Tiny.DOMAIN, Tiny.START, 410, 411);
            stage.day(Tiny.DOMAIN, Tiny.START.plusDays(1), 410, 411);
            stage.work(60);
            assertThat(stage.days()).extracting(day -> day.identity().day()).containsExactly(Tiny.START);
            assertThat(stage.stopped)
                    .last()
                    .asString()
                    .contains("tiny 2019-06-02 waits for inputs", "flux_20190602.nc");
            assertThat(stage.gauge("fluxwatch_assimilate_waiting_for_inputs", Tiny.DOMAIN))
                    .isEqualTo(1);

            fluxOf(Tiny.START.plusDays(1));
            stage.work(40);
            assertThat(stage.days()).as("before it looks again").isEmpty();
            lookAgain(stage);
            assertThat(stage.days()).extracting(day -> day.identity().day()).containsExactly(Tiny.START.plusDays(1));
            assertThat(stage.stopped).last().isEqualTo("tiny ");
            assertThat(stage.gauge("fluxwatch_assimilate_waiting_for_inputs", Tiny.DOMAIN))
                    .isZero();
        }
    }

    @Test
    void eachDomainHasItsOwnInputsAndItsDaysSayWhatOfThemIsInvented(@TempDir Path state) {
        fluxOf(Tiny.START);
        try (DrivenStage stage = FilterStage.of(state, settings(), nanos::get)) {
            stage.day(Tiny.DOMAIN, Tiny.START, 410, 411);
            stage.work(60);
            final Sources ofFiles = stage.days().getFirst().sources();
            stage.day(Tiny.SECOND_DOMAIN, Tiny.START, 410, 411);
            stage.work(60);
            final Sources ofNone = stage.days().getFirst().sources();
            assertThat(ofFiles.inputs().get("prior")).contains("flux_20190601.nc");
            assertThat(ofFiles.standIns()).containsExactly(StandIn.INVENTED_METEOROLOGY, StandIn.INVENTED_BOUNDARY);
            assertThat(ofNone.inputs().get("prior")).startsWith("synthetic");
            assertThat(ofNone.standIns())
                    .containsExactly(StandIn.INVENTED_METEOROLOGY, StandIn.INVENTED_PRIOR, StandIn.INVENTED_BOUNDARY);
        }
    }

    @Test
    void aFileThatCannotBeUsedIsWaitedForToo(@TempDir Path state) throws Exception {
        final Path damaged = folder.resolve("flux_20190601.nc");
        Files.writeString(damaged, "<html>log in</html>");
        try (DrivenStage stage = FilterStage.of(state, settings(), nanos::get)) {
            stage.day(Tiny.DOMAIN, Tiny.START, 410);
            stage.work(40);
            assertThat(stage.days()).isEmpty();
            assertThat(stage.stopped).last().asString().contains(damaged.toString(), "expected a netCDF file");
            Files.delete(damaged);
            fluxOf(Tiny.START);
            lookAgain(stage);
            assertThat(stage.days()).hasSize(1);
        }
    }

    @Test
    void otherDomainsAndLateGranulesDoNotWaitWithIt(@TempDir Path state) {
        fluxOf(Tiny.START);
        try (DrivenStage stage = FilterStage.of(state, settings(), nanos::get)) {
            stage.day(Tiny.DOMAIN, Tiny.START, 410, 411);
            stage.day(Tiny.DOMAIN, Tiny.START.plusDays(1), 410);
            stage.work(60);
            stage.days();
            stage.day(Tiny.SECOND_DOMAIN, Tiny.START, 412);
            stage.work(40);
            assertThat(stage.days()).extracting(day -> day.identity().domain()).containsExactly(Tiny.SECOND_DOMAIN);

            stage.granule(Tiny.DOMAIN, org.fluxwatch.contract.record.Sensor.OCO2, Tiny.START, "190801000000", 415);
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            stage.work(60);
            assertThat(stage.days())
                    .extracting(day -> day.identity().domain(), day -> day.identity()
                            .day())
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(Tiny.DOMAIN, Tiny.START));
            assertThat(List.copyOf(stage.stopped)).last().asString().contains("2019-06-02 waits");
        }
    }
}
