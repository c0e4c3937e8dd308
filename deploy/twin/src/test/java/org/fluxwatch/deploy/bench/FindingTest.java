package org.fluxwatch.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void figuresPassOnTheRightSideOfTheirGoals() {
        assertThat(Finding.atLeast(1.8, "times", "speed", 1.8).passes()).isTrue();
        assertThat(Finding.atLeast(1.8, "times", "speed", 1.7).passes()).isFalse();
        assertThat(Finding.atMost(5, "%", "distance", 4).passes()).isTrue();
        assertThat(Finding.atMost(5, "%", "distance", 6).passes()).isFalse();
    }

    @Test
    void whatIsNoNumberFallsShort() {
        assertThat(Finding.atMost(5, "%", "distance", Double.NaN).passes()).isFalse();
        assertThat(Finding.atLeast(5, "%", "distance", Double.NaN).passes()).isFalse();
    }

    @Test
    void aTableCountsWhatFallsShort() {
        final StringWriter text = new StringWriter();
        Finding.print(
                List.of(Finding.atMost(5, "%", "near", 4), Finding.atMost(5, "%", "far", 6)), new PrintWriter(text));
        assertThat(text.toString().lines()).hasSize(3).first().asString().matches("pass +near +4.00 +<= 5.00 %");
        assertThat(text.toString()).contains("short  far").endsWith("1 of 2 fall short\n");
    }
}
