package org.fluxwatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxwatch.ingest.catalog.GranuleLedger.Verdict.DONE;
import static org.fluxwatch.ingest.catalog.GranuleLedger.Verdict.NEW;
import static org.fluxwatch.ingest.catalog.GranuleLedger.Verdict.SUPERSEDED;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.contract.sensor.Sensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GranuleLedgerTest {
    private final GranuleLedger ledger = new GranuleLedger();

    private static Granule granule(String produced, int revision) {
        return granule(produced, revision, new GranuleSource.LocalFile(Path.of("x")));
    }

    private static Granule granule(String produced, int revision, GranuleSource source) {
        return Granule.of(
                LiteName.parse("oco2_LtCO2_190501_B11210Ar_" + produced + "s.nc4", Sensors.builtIn())
                        .orElseThrow(),
                revision,
                source);
    }

    private static GranuleSource.Remote remote(double megabytes, String md5) {
        return new GranuleSource.Remote(
                URI.create("https://data.gesdisc.earthdata.nasa.gov/data/x.nc4"),
                OptionalLong.empty(),
                Optional.of(new GranuleSource.CatalogueSize(megabytes, "MB")),
                md5.isEmpty() ? Optional.empty() : Optional.of(new GranuleSource.Checksum("MD5", md5)));
    }

    private void enter(Granule granule, Outcome outcome) {
        ledger.put(new LedgerEntry(
                new GranuleState(
                        granule.name(),
                        granule.sensor(),
                        granule.day(),
                        granule.version(),
                        outcome,
                        "",
                        0,
                        Map.of(),
                        Map.of(),
                        Co2Scale.X2007),
                Fingerprint.of(granule.source())));
    }

    private GranuleLedger.Verdict verdict(Granule granule) {
        return ledger.verdict(granule, Instant.parse("2024-06-01T08:00:00Z"));
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(verdict(granule("240101000000", 1))).isEqualTo(NEW);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"PUBLISHED", "QUARANTINED", "RETRACTED"})
    void skipsWhatIsDoneWhateverBecameOfIt(Outcome outcome) {
        enter(granule("240101000000", 3), outcome);
        assertThat(verdict(granule("240101000000", 3))).isEqualTo(DONE);
        assertThat(verdict(granule("240101000000", 1)))
                .as("a folder knows no revisions")
                .isEqualTo(DONE);
    }

    @Test
    void takesANewerProductionAgain() {
        enter(granule("240101000000", 1), Outcome.PUBLISHED);
        assertThat(verdict(granule("240201000000", 1))).isEqualTo(NEW);
    }

    @Test
    void doesNotTakeARevisionOfTheMetadataAlone() {
        enter(granule("240101000000", 1, remote(26.688, "F354")), Outcome.PUBLISHED);
        assertThat(verdict(granule("240101000000", 2, remote(26.688, "f354")))).isEqualTo(DONE);
        assertThat(verdict(granule("240101000000", 2, remote(27.984, "f354"))))
                .as("the size in another kind of megabyte")
                .isEqualTo(DONE);
        assertThat(verdict(granule("240101000000", 2, remote(26.688, "")))).isEqualTo(DONE);
        assertThat(verdict(granule("240101000000", 2)))
                .as("nothing is known but the name")
                .isEqualTo(DONE);
    }

    @Test
    void takesARevisionOfOtherBytesAgain() {
        enter(granule("240101000000", 1, remote(26.688, "f354")), Outcome.PUBLISHED);
        assertThat(verdict(granule("240101000000", 2, remote(26.688, "f355")))).isEqualTo(NEW);
        assertThat(verdict(granule("240101000000", 2, remote(26.689, "")))).isEqualTo(NEW);
        assertThat(verdict(granule("240101000000", 1, remote(26.689, ""))))
                .as("the same revision")
                .isEqualTo(DONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"QUARANTINED", "RETRACTED"})
    void takesAnyHigherRevisionOfWhatIsNotPublished(Outcome outcome) {
        enter(granule("240101000000", 3), outcome);
        assertThat(verdict(granule("240101000000", 4))).isEqualTo(NEW);
    }

    @Test
    void supersedesAnOlderProduction() {
        enter(granule("240201000000", 1), Outcome.PUBLISHED);
        assertThat(verdict(granule("240101000000", 9))).isEqualTo(SUPERSEDED);
        enter(granule("240101000000", 9), Outcome.SUPERSEDED);
        assertThat(verdict(granule("240101000000", 9))).isEqualTo(DONE);
        assertThat(verdict(granule("240101000000", 10))).isEqualTo(DONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"QUARANTINED", "RETRACTED"})
    void doesNotSupersedeByAGranuleThatIsNotPublished(Outcome outcome) {
        enter(granule("240201000000", 1), outcome);
        assertThat(verdict(granule("240101000000", 1))).isEqualTo(NEW);
    }

    @Test
    void takesAnOlderProductionAgainWhenTheNewerIsRetracted() {
        enter(granule("240101000000", 1), Outcome.SUPERSEDED);
        enter(granule("240201000000", 1), Outcome.PUBLISHED);
        assertThat(verdict(granule("240101000000", 1))).isEqualTo(DONE);
        enter(granule("240201000000", 1), Outcome.RETRACTED);
        assertThat(verdict(granule("240101000000", 1))).isEqualTo(NEW);
        enter(granule("240101000000", 1), Outcome.PUBLISHED);
        assertThat(verdict(granule("240101000000", 1))).isEqualTo(DONE);
        assertThat(verdict(granule("240201000000", 1))).isEqualTo(DONE);
    }
}
