package org.fluxwatch.assimilate.inversion.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fluxwatch.assimilate.inversion.system.Estimated;

/// A prior of an experiment.
///
/// @param flux name of the prior
/// @param scale what its flux is multiplied with
/// @param share standard deviation of a cell's flux, as a part of its size
public record PriorCase(String flux, double scale, double share) {
    private static final double[] SCALES = {0.5, 1, 1.5};
    private static final double[] SHARES = {0.5, 1, 2};

    /// Those of the MEGA paper, 2.6.1, in our reading: each prior as it is with the domain's uncertainty, and one of
    /// them at 0.5, 1 and 1.5 times, each with 50, 100 and 200 %.
    ///
    /// @param varied the prior that is scaled
    public static List<PriorCase> of(Set<String> fluxes, String varied, double share) {
        if (!fluxes.contains(varied))
            throw new IllegalArgumentException("there is no prior '" + varied + "', expected one of " + fluxes);
        final Set<PriorCase> cases = new LinkedHashSet<>();
        for (String flux : fluxes) cases.add(new PriorCase(flux, 1, share));
        for (double scale : SCALES) for (double one : SHARES) cases.add(new PriorCase(varied, scale, one));
        return List.copyOf(cases);
    }

    /// The domain's own as it is.
    static PriorCase own(double share) {
        return new PriorCase(Estimated.OWN_PRIOR, 1, share);
    }

    /// The paper's C where there is one, else the domain's own.
    public static String varied(Set<String> fluxes) {
        return fluxes.contains("C") ? "C" : Estimated.OWN_PRIOR;
    }

    /// Such as `C 0.5x 200%`.
    public String name() {
        return flux + " " + number(scale) + "x " + number(100 * share) + "%";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
