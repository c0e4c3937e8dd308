package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DomainSchedulerTest {
    private final DomainScheduler turns = new DomainScheduler();
    private final DomainRun one = new DomainRun("one", null);
    private final DomainRun two = new DomainRun("two", null);
    private final DomainRun three = new DomainRun("three", null);

    @Test
    void oneAtATimeInTheOrderOfAsking() {
        assertThat(turns.mayWork(one)).isTrue();
        assertThat(turns.mayWork(two)).isFalse();
        assertThat(turns.mayWork(three)).isFalse();
        turns.leave(one);
        assertThat(turns.mayWork(three)).isFalse();
        assertThat(turns.mayWork(two)).isTrue();
    }

    @Test
    void aloneItMayGoOnForEver() {
        assertThat(turns.mayWork(one)).isTrue();
        for (int day = 0; day < 100; day++) assertThat(turns.dayDone(one)).isTrue();
        assertThat(turns.mayWork(one)).isTrue();
    }

    @Test
    void whileOthersWaitATurnEnds() {
        assertThat(turns.mayWork(one)).isTrue();
        assertThat(turns.mayWork(two)).isFalse();
        int days = 0;
        while (turns.dayDone(one)) days++;
        assertThat(days).isEqualTo(7);
        assertThat(turns.mayWork(one)).isFalse();
        assertThat(turns.mayWork(two)).isTrue();
    }

    @Test
    void whoHasGoneIsNotWaitedFor() {
        assertThat(turns.mayWork(one)).isTrue();
        assertThat(turns.mayWork(two)).isFalse();
        assertThat(turns.mayWork(three)).isFalse();
        turns.gone(two);
        turns.gone(one);
        assertThat(turns.mayWork(three)).isTrue();
    }
}
