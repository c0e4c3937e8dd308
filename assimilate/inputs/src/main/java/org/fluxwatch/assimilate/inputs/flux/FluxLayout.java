package org.fluxwatch.assimilate.inputs.flux;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxSourceSettings;
import org.fluxwatch.contract.settings.InputSettings.MissingValues;

/// What a format has: where its files are, which variables make up the flux, what a file leaves unsaid.
///
/// @param title of the inventory or model, for products
/// @param files name patterns in the order of preference
/// @param choices sums of variables; the first of which a file has all
/// @param units empty: what the file says
/// @param substance what a mass counts where neither units nor names say
/// @param missingIsZero whether a missing value is no flux, as over sea in what covers land alone
record FluxLayout(
        String title,
        List<FilePattern> files,
        List<List<FluxTerm>> choices,
        Optional<String> units,
        Optional<Substance> substance,
        boolean missingIsZero) {

    /// The format's own, where settings do not say otherwise.
    ///
    /// @param source its name in settings
    static FluxLayout of(String source, FluxSourceSettings settings) {
        final FluxLayout format =
                switch (settings.format()) {
                    case CARBONTRACKER ->
                        format("CarbonTracker", false)
                                .at("*flux1x1.{yyyy}{MM}{dd}.nc", "*flux1x1.{yyyy}{MM}.nc", "*flux1x1-monthly.nc")
                                .choices(carbonTracker(settings.category()));
                    case ODIAC ->
                        format("ODIAC", true)
                                .at("odiac*_1x1d_{yyyy}.nc", "odiac*_1km_excl_intl_{yy}{MM}.tif")
                                .choices(List.of(sum("land", "intl_bunker")))
                                .counting(Substance.CARBON);
                    case GFED4 ->
                        format("GFED4.1s", true)
                                .at("GFED4.1s_{yyyy}.hdf5", "GFED4.1s_{yyyy}_beta.hdf5")
                                .choices(List.of(sum("C")))
                                .counting(Substance.CARBON);
                    case GFED5 ->
                        format("GFED5", true)
                                .at("GFED5_Beta_monthly_{yyyy}.nc")
                                .choices(List.of(sum("CO2")))
                                .counting(Substance.CARBON_DIOXIDE);
                    case SIB4 ->
                        format("SiB4", true)
                                .at("sib4-hourly-{yyyy}-{MM}-{dd}.nc")
                                .choices(List.of(
                                        List.of(new FluxTerm("resp_tot", 1), new FluxTerm("assim", -1)),
                                        List.of(new FluxTerm("resp_tot", 1), new FluxTerm("gpp", -1)),
                                        sum("nee")));
                    case EDGAR ->
                        format("EDGAR", false)
                                .at("*CO2*_{yyyy}_TOTALS*.nc")
                                .choices(List.of(sum("emi_co2"), sum("fluxes"), sum("emissions")))
                                .counting(Substance.CARBON_DIOXIDE);
                    case CF -> format("CF", false);
                };
        return new FluxLayout(
                format.title,
                settings.files().isEmpty()
                        ? format.files
                        : FilePattern.of(settings.files(), "domains.*.inputs.prior.sources." + source + ".files"),
                settings.variable().isEmpty() ? format.choices : List.of(sum(settings.variable())),
                settings.units().isEmpty() ? format.units : Optional.of(settings.units()),
                format.substance,
                format.missingIsZero || settings.missingValues() == MissingValues.ZERO);
    }

    private static List<List<FluxTerm>> carbonTracker(FluxCategory category) {
        return switch (category) {
            case BIOSPHERE -> List.of(sum("bio_flux_opt"));
            case OCEAN -> List.of(sum("ocn_flux_opt"));
            case FOSSIL -> List.of(sum("fossil_flux_imp"), sum("fossil_imp"));
            case FIRE -> List.of(sum("fire_flux_imp"));
        };
    }

    private static List<FluxTerm> sum(String... variables) {
        return Stream.of(variables).map(variable -> new FluxTerm(variable, 1)).toList();
    }

    private static FluxLayout format(String title, boolean missingIsZero) {
        return new FluxLayout(title, List.of(), List.of(), Optional.empty(), Optional.empty(), missingIsZero);
    }

    private FluxLayout at(String... patterns) {
        return new FluxLayout(
                title, Stream.of(patterns).map(FilePattern::new).toList(), choices, units, substance, missingIsZero);
    }

    private FluxLayout choices(List<List<FluxTerm>> sums) {
        return new FluxLayout(title, files, sums, units, substance, missingIsZero);
    }

    private FluxLayout counting(Substance counted) {
        return new FluxLayout(title, files, choices, units, Optional.of(counted), missingIsZero);
    }

    /// The variables of a file that make up the flux.
    ///
    /// @throws InputException when the file has no sum whole
    List<FluxTerm> terms(GridFile file) {
        for (List<FluxTerm> sum : choices) if (sum.stream().allMatch(term -> file.has(term.variable()))) return sum;
        throw new InputException(file.path() + ": has the variables " + String.join(", ", file.variables())
                + ", expected " + expected());
    }

    private String expected() {
        return String.join(
                ", or ",
                choices.stream()
                        .map(sum -> String.join(
                                " and ", sum.stream().map(FluxTerm::variable).toList()))
                        .toList());
    }
}
