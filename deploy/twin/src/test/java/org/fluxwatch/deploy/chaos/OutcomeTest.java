package org.fluxwatch.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fluxwatch.deploy.chaos.CommittedTopic.Entry;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Entry FIRST = new Entry("east-asia", "schema=31 ", "aa", "{1}");
    private static final Entry SECOND = new Entry("east-asia", "schema=31 ", "bb", "{2}");

    private static Outcome outcome(Map<String, String> files, Entry... records) {
        return new Outcome(files, List.of(new CommittedTopic("innovations", Map.of(2, List.of(records)))));
    }

    private static final Outcome EXPECTED = outcome(Map.of("1.nc", "cc", "2.nc", "dd"), FIRST, SECOND);

    @Test
    void sameBytesAreNoDifference() {
        assertThat(outcome(Map.of("2.nc", "dd", "1.nc", "cc"), FIRST, SECOND).differences(EXPECTED))
                .isEmpty();
    }

    @Test
    void namesFilesThatLackDifferOrAreTooMany() {
        assertThat(outcome(Map.of("1.nc", "xx", "3.nc", "dd"), FIRST, SECOND).differences(EXPECTED))
                .containsExactly("1.nc has other bytes", "2.nc is not there", "3.nc is there, expected none");
    }

    @Test
    void findsRecordsLostDoubledOrInAnotherOrder() {
        assertThat(outcome(EXPECTED.files(), FIRST).differences(EXPECTED))
                .singleElement()
                .asString()
                .startsWith("innovations-2 has 1 records, expected 2; the first that differs is 1: none");
        assertThat(outcome(EXPECTED.files(), FIRST, FIRST, SECOND).differences(EXPECTED))
                .singleElement()
                .asString()
                .startsWith("innovations-2 has 3 records, expected 2; the first that differs is 1: ");
        assertThat(outcome(EXPECTED.files(), SECOND, FIRST).differences(EXPECTED))
                .singleElement()
                .asString()
                .startsWith("innovations-2 has 2 records, expected 2; the first that differs is 0: ");
    }

    @Test
    void findsAnotherKeyOrHeader() {
        assertThat(outcome(EXPECTED.files(), FIRST, new Entry("europe", "schema=31 ", "bb", "{2}"))
                        .differences(EXPECTED))
                .hasSize(1);
        assertThat(outcome(EXPECTED.files(), FIRST, new Entry("east-asia", "schema=32 ", "bb", "{2}"))
                        .differences(EXPECTED))
                .hasSize(1);
    }

    @Test
    void findsAPartitionThatShouldBeEmpty() {
        final Outcome other = new Outcome(
                EXPECTED.files(),
                List.of(new CommittedTopic("innovations", Map.of(0, List.of(FIRST), 2, List.of(FIRST, SECOND)))));
        assertThat(other.differences(EXPECTED))
                .singleElement()
                .asString()
                .startsWith("innovations-0 has 1 records, expected 0");
    }
}
