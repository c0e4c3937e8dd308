package org.fluxwatch.publish.series;

/// Fluxes of an area, positive to the air; NaN where not known. TgC per day, or TgC where they are a total.
///
/// @param prior natural, before the observations
/// @param analysis natural, with them
public record Flux(double prior, double analysis, double fossil, double fire) {
    static final Flux NONE = new Flux(0, 0, 0, 0);

    /// Natural flux as analysed, with fossil and fire.
    public double total() {
        return analysis + fossil + fire;
    }

    public Flux plus(Flux other, double times) {
        return new Flux(
                prior + times * other.prior,
                analysis + times * other.analysis,
                fossil + times * other.fossil,
                fire + times * other.fire);
    }
}
