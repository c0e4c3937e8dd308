package org.fluxwatch.deploy.soak;

/// Whether a series grows that should not. The first third of the run is left for what fills up: reaches,
/// quotas, segments of topics; the last is held against the middle one.
///
/// @param middle mean of the middle third
/// @param last mean of the last third
/// @param largest of the whole run
/// @param trend of the last two thirds, within the lives of processes
record Judgement(Series series, double middle, double last, double largest, Trend trend, Verdict verdict) {
    static final int DAYS_OF_A_YEAR = 365;

    /// What may come in a year to something that stays where it is, of its level.
    private static final double TRIFLE_SHARE = 0.1;

    /// By how much a day of the last third may leave more than one of the middle third.
    private static final double STEEPER = 1.25;

    /// Of the run, in which a new process warms up.
    private static final double WARM_UP_SHARE = 1 / 18.0;

    enum Verdict {
        BOUNDED("bounded"),
        BY_DAY("by day"),
        BELOW_ITS_BOUND("below its bound"),
        GROWING("GROWING"),
        /// It is to grow by the day, and grows faster and faster.
        FASTER("FASTER"),
        UNKNOWN("too short to say");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        boolean isBad() {
            return this == GROWING || this == FASTER;
        }
    }

    /// @param days of the run
    static Judgement of(Series series, double days) {
        final Series warm = series.warm(days * WARM_UP_SHARE);
        final Series middle = warm.within(days / 3, 2 * days / 3);
        final Series last = warm.within(2 * days / 3, days);
        final Trend trend = Trend.of(warm.within(days / 3, days));
        return new Judgement(
                series,
                middle.mean(),
                last.mean(),
                series.largest(),
                trend,
                switch (series.growth()) {
                    case Growth.None _ -> steady(series, middle, last, trend, 2 * days / 3);
                    case Growth.ByDay _ -> byDay(Trend.of(middle), Trend.of(last), series.unit());
                    case Growth.UpTo bound ->
                        series.largest() <= bound.most() ? Verdict.BELOW_ITS_BOUND : Verdict.GROWING;
                });
    }

    private static Verdict steady(Series series, Series middle, Series last, Trend trend, double days) {
        if (!trend.isKnown()) return Verdict.UNKNOWN;
        final double trifle =
                TRIFLE_SHARE * Math.max(0, middle.mean()) + series.unit().trifle();
        final boolean higher = !series.outlivesProcesses() // else a restart starts it anew
                || last.mean() > middle.mean() && last.largest() > middle.largest();
        return trend.rises()
                        && trend.perDay() * DAYS_OF_A_YEAR > trifle
                        && trend.perDay() * days > series.unit().step()
                        && higher
                ? Verdict.GROWING
                : Verdict.BOUNDED;
    }

    private static Verdict byDay(Trend middle, Trend last, Unit unit) {
        if (!middle.isKnown() || !last.isKnown()) return Verdict.UNKNOWN;
        final double most = STEEPER * Math.max(0, middle.perDay()) + unit.trifle() / DAYS_OF_A_YEAR;
        return last.isSteeperThan(middle) && last.perDay() > most ? Verdict.FASTER : Verdict.BY_DAY;
    }

    double perYear() {
        return trend.perDay() * DAYS_OF_A_YEAR;
    }
}
