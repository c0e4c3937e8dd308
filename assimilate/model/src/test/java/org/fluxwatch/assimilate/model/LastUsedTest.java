package org.fluxwatch.assimilate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastUsedTest {
    private final LastUsed<Integer, String> values = new LastUsed<>(2);
    private final List<Integer> made = new ArrayList<>();

    private String value(int key) {
        return values.of(key, n -> {
            made.add(n);
            return "value " + n;
        });
    }

    @Test
    void whatWasUsedLongestAgoIsMadeAnew() {
        assertThat(value(1)).isEqualTo("value 1");
        value(2);
        value(1);
        value(3);
        value(1);
        value(2);
        assertThat(made).containsExactly(1, 2, 3, 2);
    }
}
