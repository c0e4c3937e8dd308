package org.fluxwatch.assimilate.model.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericsPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void runsEveryTaskOnce(int threads) {
        try (NumericsPool pool = new NumericsPool(threads)) {
            final AtomicIntegerArray runs = new AtomicIntegerArray(1000);
            pool.forEach(1000, (index, worker) -> {
                assertThat(worker).isBetween(0, threads - 1);
                runs.incrementAndGet(index);
            });
            for (int index = 0; index < 1000; index++)
                assertThat(runs.get(index)).isEqualTo(1);
            pool.forEach(0, (index, worker) -> {
                throw new AssertionError("no task expected");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void throwsWhatATaskThrowsAndGoesOnAfterwards(int threads) {
        try (NumericsPool pool = new NumericsPool(threads)) {
            assertThatThrownBy(() -> pool.forEach(50, (index, worker) -> {
                        if (index == 20) throw new IllegalStateException("task 20");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task 20");
            final int[] squares = new int[50];
            pool.forEach(50, (index, worker) -> squares[index] = index * index);
            assertThat(Arrays.stream(squares).sum()).isEqualTo(40_425);
        }
    }

    @Test
    void noThreadsIsAnError() {
        assertThatThrownBy(() -> new NumericsPool(0)).hasMessage("threads is 0, expected 1 or more");
    }
}
