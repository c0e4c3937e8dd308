package org.fluxwatch.assimilate.inputs.flux;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.netcdf.GridVariable;

/// What a mass of a flux is the mass of.
enum Substance {
    CARBON(Constants.MOLAR_MASS_CARBON),
    CARBON_DIOXIDE(Constants.MOLAR_MASS_CO2);

    private static final Pattern AS_CARBON = Pattern.compile("(expressed[ _])?as[ _](carbon(?![ _]dioxide)\\b|C\\b)");
    private static final Pattern DIOXIDE = Pattern.compile("(?i)\\bCO_?2\\b|carbon[ _-]dioxide");
    private static final Pattern OTHER_GAS = Pattern.compile("(?i)\\bCO\\b|monoxide|\\bCH_?4\\b|methane");
    private static final Pattern ELEMENT = Pattern.compile("\\b([kMGTP]?g ?)?C\\b|(?i:\\bcarbon\\b)");

    private final double kgPerMole;

    Substance(double kgPerMole) {
        this.kgPerMole = kgPerMole;
    }

    double kgPerMole() {
        return kgPerMole;
    }

    /// What a variable's standard name says, or else its long name; empty where they say neither, or both.
    static Optional<Substance> named(GridVariable variable) {
        final Optional<Substance> standard = variable.text("standard_name").flatMap(Substance::inStandardName);
        return standard.isPresent() ? standard : variable.text("long_name").flatMap(Substance::inText);
    }

    private static Optional<Substance> inStandardName(String name) {
        final String text = name.toLowerCase(Locale.ROOT);
        if (text.contains("expressed_as_carbon")) return Optional.of(CARBON);
        return text.contains("carbon_dioxide") ? Optional.of(CARBON_DIOXIDE) : Optional.empty();
    }

    static Optional<Substance> inText(String text) {
        if (AS_CARBON.matcher(text).find()) return Optional.of(CARBON);
        if (OTHER_GAS.matcher(text).find()) return Optional.empty();
        final boolean dioxide = DIOXIDE.matcher(text).find();
        final boolean element =
                ELEMENT.matcher(DIOXIDE.matcher(text).replaceAll("")).find();
        if (dioxide == element) return Optional.empty();
        return Optional.of(dioxide ? CARBON_DIOXIDE : CARBON);
    }
}
