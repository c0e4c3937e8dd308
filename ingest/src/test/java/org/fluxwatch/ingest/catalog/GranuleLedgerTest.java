package org.fluxwatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxwatch.ingest.catalog.GranuleLedger.Verdict.DONE;
import static org.fluxwatch.ingest.catalog.GranuleLedger.Verdict.NEW;
import static org.fluxwatch.ingest.catalog.GranuleLedger.Verdict.SUPERSEDED;

import java.nio.file.Path;
import java.util.Map;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.ingest.download.GranuleSource;
import org.junit.jupiter.api.Test;

class GranuleLedgerTest {
    private final GranuleLedger ledger = new GranuleLedger();

    private static Granule granule(String produced, int revision) {
        return Granule.of(
                LiteName.parse("oco2_LtCO2_190501_B11210Ar_" + produced + "s.nc4")
                        .orElseThrow(),
                revision,
                new GranuleSource.LocalFile(Path.of("x")));
    }

    private void enter(Granule granule, Outcome outcome) {
        ledger.put(new GranuleState(
                granule.name(),
                granule.sensor(),
                granule.day(),
                granule.version(),
                outcome,
                "",
                0,
                Map.of(),
                Map.of()));
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(ledger.verdict(granule("240101000000", 1))).isEqualTo(NEW);
    }

    @Test
    void skipsWhatIsDoneWhateverBecameOfIt() {
        for (Outcome outcome : Outcome.values()) {
            enter(granule("240101000000", 1), outcome);
            assertThat(ledger.verdict(granule("240101000000", 1))).isEqualTo(DONE);
        }
    }

    @Test
    void takesANewerProductionOrRevisionAgain() {
        enter(granule("240101000000", 1), Outcome.PUBLISHED);
        assertThat(ledger.verdict(granule("240101000000", 2))).isEqualTo(NEW);
        assertThat(ledger.verdict(granule("240201000000", 1))).isEqualTo(NEW);
    }

    @Test
    void supersedesAnOlderProduction() {
        enter(granule("240201000000", 1), Outcome.PUBLISHED);
        assertThat(ledger.verdict(granule("240101000000", 9))).isEqualTo(SUPERSEDED);
    }

    @Test
    void doesNotSupersedeByAGranuleThatWasNeverPublished() {
        enter(granule("240201000000", 1), Outcome.QUARANTINED);
        assertThat(ledger.verdict(granule("240101000000", 1))).isEqualTo(NEW);
    }
}
