package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangelogSegmentsTest {
    private static final long MOST = 64L << 20;

    /// Of what is written to nothing is cleaned: with segments of 1 GiB, Kafka's own, a changelog holds all that a
    /// week brought, and is read at each start of an empty instance.
    @Test
    void noStoreHasAChangelogOfLargeSegments() {
        assertThat(AssimilationTopology.stores()).isNotEmpty().allSatisfy(store -> {
            assertThat(store.loggingEnabled()).isTrue();
            assertThat(Long.parseLong(store.logConfig().get("segment.bytes")))
                    .as(store.name())
                    .isLessThanOrEqualTo(MOST);
        });
    }
}
