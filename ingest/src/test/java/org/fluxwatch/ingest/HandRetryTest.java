package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.junit.jupiter.api.Test;

class HandRetryTest extends StageWithoutBroker {
    private static LedgerEntry entry(GranuleState.Outcome outcome) {
        return new LedgerEntry(state(outcome), Fingerprint.NONE);
    }

    @Test
    void takesAllThatArePutAside() {
        assertThat(HandRetry.of(List.of(), Map.of(NAME, entry(GranuleState.Outcome.QUARANTINED)))
                        .granules())
                .containsExactly(NAME);
        assertThat(HandRetry.of(List.of(), Map.of(NAME, entry(GranuleState.Outcome.PUBLISHED)))
                        .granules())
                .isEmpty();
    }

    @Test
    void saysWhyAnotherIsNotTriedAgain() {
        assertThat(HandRetry.of(List.of(NAME, "other.nc4"), Map.of(NAME, entry(GranuleState.Outcome.PUBLISHED)))
                        .refused())
                .isEqualTo(Map.of(
                        NAME,
                        "is PUBLISHED, expected one that is put aside",
                        "other.nc4",
                        "is not in the ledger, expected the file name of a granule"));
    }

    @Test
    void hasAGranuleThatWasPutAsideForGoodTriedAgain() throws Exception {
        Files.writeString(lite.resolve(NAME), "no file of HDF5");
        final ArchiveWatch watch = watch(folderSettings());
        watch.look();
        soundings(DAY).write(lite.resolve(NAME));
        watch.look();
        assertThat(outcomes()).containsExactly("1 24/1 QUARANTINED");
        ledgerTopic.add(HandRetry.due(ledger.entry(NAME).orElseThrow(), now));
        watch.look();
        assertThat(outcomes()).containsExactly("1 24/1 QUARANTINED", "1 24/1 PUBLISHED");
    }
}
