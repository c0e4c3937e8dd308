package org.fluxwatch.deploy.soak;

/// What a series counts.
enum Unit {
    BYTES(4e6, 1e6),
    COUNT(5, 2);

    private final double trifle;
    private final double step;

    Unit(double trifle, double step) {
        this.trifle = trifle;
        this.step = step;
    }

    /// What may come in a year to something that stays where it is.
    double trifle() {
        return trifle;
    }

    /// What may come in a run, however short: a thread more makes many in a year.
    double step() {
        return step;
    }
}
