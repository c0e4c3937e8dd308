package org.fluxwatch.deploy.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What happens to the system on which day of a run, spread over all of it.
///
/// @param events by rising day
record SoakPlan(List<Event> events) {
    /// Of the run, when a disk is full.
    private static final double FULL_DISK_AT = 0.3;

    /// Something that happens once so many days are analysed.
    record Event(int day, Action action) {}

    /// What happens.
    sealed interface Action {
        /// A process ends and is started again.
        ///
        /// @param part which, counted from 0
        /// @param killed by SIGKILL, else by SIGTERM
        record Restart(int part, boolean killed) implements Action {}

        /// A sensor's next day is not in the archive in time, and comes later.
        record HoldBack() implements Action {}

        /// What was held back comes.
        record Release() implements Action {}

        /// A day of last week comes in a newer version.
        record Reprocess() implements Action {}

        /// An operator takes a granule of last week back.
        record Retract() implements Action {}

        /// What was taken back is published again.
        record Republish() implements Action {}

        /// The products' disk is full for a while.
        record FullDisk() implements Action {}

        default String label() {
            return switch (this) {
                case Restart restart -> restart.killed ? "kill -9" : "SIGTERM";
                case HoldBack _ -> "a granule is late";
                case Release _ -> "the late granule comes";
                case Reprocess _ -> "a newer version comes";
                case Retract _ -> "a granule is retracted";
                case Republish _ -> "the granule comes again";
                case FullDisk _ -> "the products' disk is full";
            };
        }
    }

    SoakPlan {
        events = events.stream().sorted(Comparator.comparingInt(Event::day)).toList();
    }

    /// Between two restarts comes late news of one kind or another.
    ///
    /// @param days of the run
    /// @param restarts of all parts together; each part is stopped and killed in turn
    /// @param parts of the system
    /// @param lateDays after how many days what is held back or taken back comes
    /// @param fullDisk whether a disk can be filled
    static SoakPlan of(int days, int restarts, int parts, int lateDays, boolean fullDisk) {
        final List<Event> events = new ArrayList<>();
        final double step = days / (restarts + 1.0);
        for (int r = 0; r < restarts; r++) events.add(new Event((int) Math.round((r + 1) * step), restart(r, parts)));
        for (int n = 0; n <= restarts; n++) {
            final int day = (int) Math.round((n + 0.5) * step);
            if (day <= lateDays || day + lateDays >= days) continue;
            switch (n % 4) {
                case 0, 2 -> events.add(new Event(day, new Action.Reprocess()));
                case 1 -> {
                    events.add(new Event(day, new Action.HoldBack()));
                    events.add(new Event(day + lateDays, new Action.Release()));
                }
                default -> {
                    events.add(new Event(day, new Action.Retract()));
                    events.add(new Event(day + lateDays, new Action.Republish()));
                }
            }
        }
        if (fullDisk) events.add(new Event((int) Math.round(FULL_DISK_AT * days), new Action.FullDisk()));
        return new SoakPlan(events);
    }

    private static Action restart(int r, int parts) {
        return new Action.Restart(r % parts, (r % parts + r / parts) % 2 == 1);
    }
}
