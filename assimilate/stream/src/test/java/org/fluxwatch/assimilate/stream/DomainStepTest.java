package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.stream.DomainStep.Reason;
import org.fluxwatch.assimilate.stream.DomainStep.Situation;
import org.fluxwatch.assimilate.stream.DomainStep.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DomainStepTest {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 10);
    private static final Checkpoint FIRST = Checkpoint.beginning(DAY);
    private static final Checkpoint WRITTEN = new Checkpoint(DAY, 7, 3);
    private static final Checkpoint EARLIER = new Checkpoint(DAY.minusDays(5), 6, 3);

    /// @param at first day not analysed
    /// @param ready first day whose observations are awaited
    /// @param publishFrom first day whose product does not hold
    private static DomainClock clock(LocalDate at, LocalDate ready, LocalDate publishFrom, Checkpoint... checkpoints) {
        return new DomainClock(
                DomainClock.VERSION, at, ready, ready, publishFrom, LateGranules.NONE, false, List.of(checkpoints));
    }

    private static final DomainClock READY = clock(DAY, DAY.plusDays(2), DAY, EARLIER, WRITTEN);
    private static final DomainClock READY_ON_ITS_FIRST_DAY = clock(DAY, DAY.plusDays(2), DAY, FIRST);
    private static final DomainClock READY_BETWEEN = clock(DAY, DAY.plusDays(2), DAY, EARLIER);
    private static final DomainClock AWAITING = clock(DAY, DAY, DAY, EARLIER, WRITTEN);
    private static final DomainClock STALE = clock(DAY, DAY.plusDays(2), DAY.minusDays(3), EARLIER, WRITTEN);

    private enum Place {
        NOTHING,
        BEFORE,
        HERE;

        private Optional<LocalDate> day() {
            return switch (this) {
                case NOTHING -> Optional.empty();
                case BEFORE -> Optional.of(DAY.minusDays(1));
                case HERE -> Optional.of(DAY);
            };
        }
    }

    private static Situation situation(
            DomainClock clock, Optional<Reason> hindrance, boolean turn, boolean system, Place memory, Place stored) {
        return new Situation(clock, Work.NONE, hindrance, turn, system, memory.day(), stored::day);
    }

    private record Row(
            String what,
            DomainClock clock,
            boolean turn,
            boolean system,
            Place memory,
            Place stored,
            DomainStep expected) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static List<Row> withNothingInTheWay() {
        final DomainStep run = new DomainStep.RunDay(DAY);
        final DomainStep turn = new DomainStep.AskForTurn();
        final DomainStep system = new DomainStep.MakeSystem();
        final DomainStep load = new DomainStep.LoadState();
        final DomainStep nothing = new DomainStep.Pause(Reason.NOTHING_READY);
        final DomainStep back = new DomainStep.GoBack(STALE.backAtCheckpoint());
        return List.of(
                new Row("no day is ready", AWAITING, false, false, Place.NOTHING, Place.HERE, nothing),
                new Row("no day is ready, all in memory", AWAITING, true, true, Place.HERE, Place.HERE, nothing),
                new Row("late data", STALE, false, false, Place.NOTHING, Place.HERE, back),
                new Row("late data, at work", STALE, true, true, Place.HERE, Place.HERE, back),
                new Row("ready, without a turn", READY, false, true, Place.HERE, Place.HERE, turn),
                new Row("its turn, no system", READY, true, false, Place.NOTHING, Place.HERE, system),
                new Row("no state in memory", READY, true, true, Place.NOTHING, Place.HERE, load),
                new Row("an older state in memory", READY, true, true, Place.BEFORE, Place.HERE, load),
                new Row("all there", READY, true, true, Place.HERE, Place.HERE, run),
                new Row("all there, stored one not yet", READY, true, true, Place.HERE, Place.BEFORE, run),
                new Row(
                        "gone back",
                        READY,
                        true,
                        true,
                        Place.NOTHING,
                        Place.BEFORE,
                        new DomainStep.FetchCheckpoint(WRITTEN)),
                new Row(
                        "the first day",
                        READY_ON_ITS_FIRST_DAY,
                        true,
                        true,
                        Place.NOTHING,
                        Place.NOTHING,
                        new DomainStep.FirstState(DAY)));
    }

    @ParameterizedTest
    @MethodSource
    void withNothingInTheWay(Row row) {
        assertThat(DomainStep.next(
                        situation(row.clock, Optional.empty(), row.turn, row.system, row.memory, row.stored)))
                .isEqualTo(row.expected);
    }

    private static List<Situation> all(Optional<Reason> hindrance, DomainClock... clocks) {
        final List<Situation> all = new ArrayList<>();
        for (DomainClock clock : clocks)
            for (boolean turn : new boolean[] {false, true})
                for (boolean system : new boolean[] {false, true})
                    for (Place memory : system ? Place.values() : new Place[] {Place.NOTHING})
                        for (Place stored : Place.values())
                            all.add(situation(clock, hindrance, turn, system, memory, stored));
        return all;
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "UNQUIET", "FAILING"})
    void theseHoldUpEverythingLateDataToo(Reason reason) {
        for (Situation now : all(Optional.of(reason), READY, READY_ON_ITS_FIRST_DAY, AWAITING, STALE))
            assertThat(DomainStep.next(now)).isEqualTo(new DomainStep.Pause(reason));
    }

    @Test
    void missingInputsHoldUpDaysButNotGoingBack() {
        final Optional<Reason> missing = Optional.of(Reason.INPUTS_MISSING);
        for (Situation now : all(missing, READY, READY_ON_ITS_FIRST_DAY))
            assertThat(DomainStep.next(now)).isEqualTo(new DomainStep.Pause(Reason.INPUTS_MISSING));
        for (Situation now : all(missing, STALE))
            assertThat(DomainStep.next(now)).isInstanceOf(DomainStep.GoBack.class);
    }

    @Test
    void aFetchThatFailedHoldsUpOnlyTheNextFetch() {
        final Optional<Reason> failed = Optional.of(Reason.FETCH_FAILED);
        assertThat(DomainStep.next(situation(READY, failed, true, true, Place.NOTHING, Place.BEFORE)))
                .isEqualTo(new DomainStep.Pause(Reason.FETCH_FAILED));
        assertThat(DomainStep.next(situation(READY, failed, true, true, Place.NOTHING, Place.HERE)))
                .isEqualTo(new DomainStep.LoadState());
    }

    @Test
    void whatIsUnderWayIsWaitedForAndThenTaken() {
        for (Situation now : all(Optional.empty(), READY, AWAITING, STALE)) {
            assertThat(DomainStep.next(with(now, Work.UNDER_WAY))).isEqualTo(new DomainStep.Pause(Reason.UNDER_WAY));
            assertThat(DomainStep.next(with(now, Work.DONE))).isEqualTo(new DomainStep.TakeOutcome());
        }
    }

    private static Situation with(Situation now, Work work) {
        return new Situation(
                now.clock(), work, now.hindrance(), now.hasTurn(), now.hasSystem(), now.inMemory(), now.stored());
    }

    @Test
    void aStoredStateThatIsElsewhereWithoutACheckpointIsABrokenInvariant() {
        assertThatThrownBy(() -> DomainStep.next(
                        situation(READY_BETWEEN, Optional.empty(), true, true, Place.NOTHING, Place.BEFORE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("2019-05-09", "2019-05-10");
    }

    @Test
    void onlyWhoIsBusyKeepsItsTurn() {
        for (Reason reason : Reason.values())
            assertThat(reason.keepsTurn()).isEqualTo(reason == Reason.UNDER_WAY || reason == Reason.FETCH_FAILED);
    }
}
