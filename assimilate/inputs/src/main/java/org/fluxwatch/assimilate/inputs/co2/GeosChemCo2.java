package org.fluxwatch.assimilate.inputs.co2;

import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;

/// GEOS-Chem Classic: SpeciesConc and restart files, and restarts that were turned to netCDF from binary punch files
/// (`tracer`, no coordinates of pressure; MODELNAME says which levels).
///
/// SpeciesConc files have no surface pressure. Where a file has none, its hybrid levels are put on the model's surface
/// pressure, which descriptions say.
public record GeosChemCo2() implements Co2Product {
    private static final String PUNCHED = "tracer";
    private static final List<String> SURFACES = List.of("Met_PSC2WET", "Met_PS1WET", "Met_PS2WET");

    @Override
    public String name() {
        return "GEOS-Chem";
    }

    @Override
    public List<String> patterns() {
        return List.of("GEOSChem.SpeciesConc.{yyyy}{MM}{dd}_*.nc4", "GEOSChem.Restart.{yyyy}{MM}{dd}_*.nc4");
    }

    @Override
    public GeoVariable co2(GridFile file) {
        if (file.has("nf") || file.has("Xdim"))
            throw new InputException(file.path() + ": lies on a cubed sphere, expected latitudes and longitudes");
        return Co2Product.first(
                file,
                List.of("SpeciesConcVV_CO2", "SpeciesConc_CO2", "SpeciesRst_CO2", "SPC_CO2", PUNCHED),
                "CO2 of SpeciesConc or restart files");
    }

    @Override
    public MoleFraction.Convention convention() {
        return MoleFraction.Convention.DRY;
    }

    @Override
    public List<String> humidities() {
        return List.of("Met_SPHU", "Met_SPHU1");
    }

    @Override
    public Edges edges(GridFile file, GeoVariable co2, int step, Window window) {
        final Edges.OnModelSurface hybrid = hybrid(file, co2);
        final Optional<GeoVariable> surface = HybridLevels.surface(file, SURFACES);
        if (surface.isEmpty()) return hybrid;
        Co2Product.requireSameGrid(surface.get(), co2);
        return Edges.hybrid(hybrid.aPa(), hybrid.b(), HybridLevels.surfacePa(surface.get(), step, window));
    }

    private static Edges.OnModelSurface hybrid(GridFile file, GeoVariable co2) {
        final int layers = co2.nLevels();
        if (co2.variable().name().equals(PUNCHED)) return punched(file, layers);
        return HybridLevels.read(file, "hyai", "hybi", layers)
                .orElseThrow(() -> new InputException(file.path()
                        + ": has no variables hyai and hybi, expected the hybrid edges of " + layers + " layers"));
    }

    private static Edges.OnModelSurface punched(GridFile file, int layers) {
        final String model = file.text("MODELNAME").orElse("");
        final boolean geos = model.matches("(GEOS5|GEOSFP|GEOS_FP|MERRA|MERRA2)(_47L)?");
        if (!geos || model.endsWith("_47L") != (layers == 47))
            throw new InputException(file.path() + ": has " + layers + " layers and the global attribute MODELNAME '"
                    + model + "', expected such as MERRA2 with 72 or MERRA2_47L with 47 layers");
        return GeosLevels.of(layers)
                .orElseThrow(() ->
                        new InputException(file.path() + ": has " + layers + " layers, expected the 72 of " + model));
    }

    @Override
    public String note(GridFile file, GeoVariable co2) {
        return HybridLevels.surface(file, SURFACES).isPresent()
                ? ""
                : "no surface pressure in the files: hybrid levels on the model's";
    }
}
