package org.fluxwatch.assimilate.inversion.solve;

/// What all observations up to the end of a month say of that month, the months before marginalised: a quadratic
/// form in the increments s in units of their prior standard deviations, `s'Λs - 2 η's + c`.
///
/// @param deviations of the month, prior, in which s is measured `[columns]`
/// @param precision Λ
/// @param vector η, padded to tiles
/// @param constant c
/// @param minimum the form's least value: the sum of all innovations' squares in units of their covariance
public record Carry(double[] deviations, TiledTriangle precision, double[] vector, double constant, double minimum) {}
