package org.fluxwatch.deploy.soak;

/// What a series counts.
enum Unit {
    BYTES(4e6),
    COUNT(5);

    private final double trifle;

    Unit(double trifle) {
        this.trifle = trifle;
    }

    /// What may come in a year to something that stays where it is.
    double trifle() {
        return trifle;
    }
}
