package org.fluxwatch.deploy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A short run of each part, always of the same inputs; `./fluxwatch bench fuzz` goes on from there.
class FuzzTest {
    private static final long SEED = 1;
    private static final int INPUTS = 100;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void eachInputIsUsedOrRefused(Part part) throws Exception {
        final Finds finds = new Finds(folder.resolve("finds"), part.label());
        try (Target target = part.in(folder)) {
            final Examiner examiner = new Examiner(target, finds, new LastInput(folder.resolve("last-input")));
            final int[] done = {0};
            new Fuzzer(target, examiner, SEED).run(() -> done[0]++ < INPUTS);
            assertThat(examiner.tally().inputs()).isEqualTo(INPUTS);
        }
        assertThat(finds.counts()).as("finds, by kind").isEmpty();
    }
}
