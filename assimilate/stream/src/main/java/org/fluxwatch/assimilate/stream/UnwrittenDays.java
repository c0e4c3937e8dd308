package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Days that a domain has run, one after the other, and not written: while it catches up, several go into one
/// transaction, as the state, which is most of what is written, is needed after the last of them only. Nothing of them
/// is in a store, so that giving them up needs no more than to forget them.
final class UnwrittenDays {
    /// What a kill may cost.
    private static final Duration MOST_WORK = Duration.ofSeconds(20);

    /// Their products are in memory.
    private static final int MOST_DAYS = 5;

    private final List<FinishedDay.Outgoing> days = new ArrayList<>();
    private @Nullable FinishedDay<?> last;

    void add(FinishedDay<?> day) {
        days.add(day.outgoing());
        last = day;
    }

    /// In the order they were run.
    List<FinishedDay.Outgoing> days() {
        return List.copyOf(days);
    }

    /// The last one, with its state.
    Optional<FinishedDay<?>> last() {
        return Optional.ofNullable(last);
    }

    void clear() {
        days.clear();
        last = null;
    }

    boolean isFull() {
        final Duration work = days.stream().map(FinishedDay.Outgoing::taken).reduce(Duration.ZERO, Duration::plus);
        return days.size() >= MOST_DAYS || work.compareTo(MOST_WORK) >= 0;
    }

    /// The clock as it will be when they are written.
    DomainClock after(DomainClock clock) {
        DomainClock at = clock;
        for (int day = 0; day < days.size(); day++) at = at.afterDay();
        return at;
    }

    /// Whether one of them uses observations of a day or rests on them.
    boolean reach(LocalDate day) {
        return last != null
                && !last.result().products().analysis().identity().day().isBefore(day);
    }
}
