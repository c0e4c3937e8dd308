package org.fluxwatch.deploy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatorTest {
    @TempDir
    Path folder;

    @Test
    void theSameSeedMakesTheSameInputs() {
        final Mutator mutator = new Mutator(List.of("word"));
        final Mutator.Input input = Mutator.Input.of("a text of 25 letters".getBytes());
        for (int seed = 0; seed < 500; seed++)
            assertThat(mutator.change(input, input.bytes(), new SplittableRandom(seed)))
                    .isEqualTo(mutator.change(input, input.bytes(), new SplittableRandom(seed)));
    }

    @Test
    void leavesTheInputAsItIs() {
        final byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        final Mutator.Input input = Mutator.Input.of(bytes);
        final SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 2000; n++) new Mutator(List.of()).change(input, bytes, random);
        assertThat(bytes).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void setsChecksumsOfHdf5RightAgain() throws Exception {
        for (byte[] seed : LiteSeeds.in(folder)) {
            final Hdf5Checksums checksums = Hdf5Checksums.of(seed);
            assertThat(checksums.blocks()).hasSizeGreaterThan(10);
            final byte[] changed = seed.clone();
            for (int[] block : checksums.blocks()) changed[block[1]] ^= 1;
            checksums.repair(changed);
            assertThat(changed).isEqualTo(seed);
            try (HdfFile file = HdfFile.fromBytes(changed)) {
                assertThat(file.getDatasetByPath("/xco2").getDimensions()).containsExactly(3);
            }
        }
    }
}
