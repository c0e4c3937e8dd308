package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inputs.FileMeteorology;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.inputs.co2.CamsCo2;
import org.fluxwatch.assimilate.inputs.co2.CarbonTrackerCo2;
import org.fluxwatch.assimilate.inputs.co2.Co2Product;
import org.fluxwatch.assimilate.inputs.co2.FileCo2;
import org.fluxwatch.assimilate.inputs.co2.GeosChemCo2;
import org.fluxwatch.assimilate.inputs.flux.FilePriorFlux;
import org.fluxwatch.assimilate.inputs.meteorology.Era5;
import org.fluxwatch.assimilate.inputs.meteorology.Merra2;
import org.fluxwatch.assimilate.inputs.station.StationFiles;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxFormat;

/// The readers of fluxes, CO2, winds and stations, each with small files of its own.
final class Gridded {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 3);
    private static final Instant HOUR = DAY.atTime(3, 0).toInstant(ZoneOffset.UTC);
    private static final Grid GRID = new LatLonGrid(112, 36, 1, 3, 3);
    private static final NumericsPool POOL = new NumericsPool(1);
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.7, 0.4, 0.0), 4000);
    private static final double[] LATITUDES = even(41, -1, 7);
    private static final double[] LONGITUDES = even(110, 1, 7);
    private static final int MOST_VALUES = 1 << 20;

    private Gridded() {}

    private static double[] even(double first, double step, int n) {
        return IntStream.range(0, n).mapToDouble(i -> first + i * step).toArray();
    }

    private static SeedFile places(SeedFile file, String latitude, String longitude) {
        return file.axis(latitude, "degrees_north", LATITUDES).axis(longitude, "degrees_east", LONGITUDES);
    }

    private static List<byte[]> both(SeedFile file, Path folder) throws IOException {
        return List.of(file.classic(folder), file.netcdf4(folder));
    }

    /// All variables and attributes of a file, whatever they mean.
    static Target files(Path folder) throws IOException {
        final List<byte[]> seeds = new ArrayList<>();
        for (SeedFile seed : List.of(fluxSeed(), carbonTrackerSeed(), era5Profiles())) seeds.addAll(both(seed, folder));
        return new GriddedTarget(folder, "file.nc", List.copyOf(seeds), Gridded::wholeFile);
    }

    private static String wholeFile(Path folder) {
        try (GridFile file = GridFile.open(folder.resolve("file.nc"))) {
            file.text("title");
            file.numbers("version");
            String outcome = "";
            for (String name : file.variables()) outcome += variable(file, name);
            return outcome;
        }
    }

    private static String variable(GridFile file, String name) {
        try {
            final GridVariable variable = file.variable(name);
            variable.text("units");
            variable.numbers("scale_factor");
            if (variable.size() > MOST_VALUES) return "L";
            variable.doubles();
            return "v";
        } catch (InputException _) {
            return "e";
        } catch (ArithmeticException e) {
            return "o"; // more values than an array has room for, and told so
        }
    }

    private static SeedFile fluxSeed() {
        return places(new SeedFile(), "lat", "lon")
                .axis("time", "hours since 2019-05-01", even(0, 24, 4))
                .floats("flux", "time lat lon", index -> 1 + index[0], "units", "umol m-2 s-1", "_FillValue", 1e20f);
    }

    static Target fluxes(Path folder) throws IOException {
        return new GriddedTarget(
                folder, "flux.nc", both(fluxSeed(), folder), in -> flux(in, FluxFormat.CF, List.of("flux.nc"), "flux"));
    }

    static Target odiac(Path folder) throws IOException {
        final String name = "odiac2022_1km_excl_intl_1905.tif";
        return new GriddedTarget(
                folder, name, List.of(GeoTiff.bytes(folder)), in -> flux(in, FluxFormat.ODIAC, List.of(), ""));
    }

    private static String flux(Path folder, FluxFormat format, List<String> patterns, String variable) {
        final FilePriorFlux flux = new FilePriorFlux(
                GRID,
                new InputSettings.PriorSettings(
                        InputSettings.PriorKind.FILES,
                        0,
                        Map.of(
                                "one",
                                new InputSettings.FluxSourceSettings(
                                        FluxCategory.BIOSPHERE,
                                        format,
                                        folder,
                                        patterns,
                                        variable,
                                        "",
                                        1,
                                        InputSettings.MissingValues.ERROR,
                                        List.of(),
                                        List.of(),
                                        InputSettings.LaterYears.WAIT))));
        final List<String> missing = flux.missing(HOUR, HOUR.plusSeconds(3600));
        if (!missing.isEmpty()) return "missing: " + Outcomes.kind(missing.getFirst());
        final PriorFlux.Fields fields = flux.at(HOUR);
        check(SaneRange.FLUX, fields.release());
        check(SaneRange.FLUX, fields.uptake());
        flux.description(DAY);
        return "flux";
    }

    private static void check(SaneRange range, float[] values) {
        for (float value : values) Soundness.within(range.quantity(), value, range.least(), range.greatest());
    }

    private static SeedFile carbonTrackerSeed() {
        return places(
                        new SeedFile()
                                .axis("time", "days since 2000-01-01 00:00:00 UTC", 7062 + 1.5 / 24, 7062 + 4.5 / 24)
                                .axis("level", "1", 1, 2, 3)
                                .axis("boundary", "1", 1, 2, 3, 4),
                        "latitude",
                        "longitude")
                .floats(
                        "co2",
                        "time level latitude longitude",
                        index -> 410 + index[1],
                        "units",
                        "micromol mol-1",
                        "long_name",
                        "mole_fraction_of_carbon_dioxide_in_air")
                .floats(
                        "pressure",
                        "time boundary latitude longitude",
                        index -> 100_000 * (1 - index[1] / 3.0),
                        "units",
                        "Pa");
    }

    static Target carbonTracker(Path folder) throws IOException {
        return co2(folder, "CT2022.molefrac_glb3x2_2019-05-03.nc", carbonTrackerSeed(), CarbonTrackerCo2::new);
    }

    static Target cams(Path folder) throws IOException {
        final SeedFile seed = places(
                        new SeedFile()
                                .axis("time", "hours since 2019-05-01 00:00:00", 48, 51, 54)
                                .axis("level", "1", 1, 2, 3)
                                .axis("hlevel", "1", 1, 2, 3, 4),
                        "latitude",
                        "longitude")
                .doubles("ap", "hlevel", new double[] {0, 5000, 9000, 0}, "units", "Pa")
                .doubles("bp", "hlevel", new double[] {1, 0.7, 0.2, 0}, "units", "1")
                .floats("Psurf", "time latitude longitude", index -> 97_000, "units", "Pa")
                .floats("CO2", "time level latitude longitude", index -> 410e-6, "units", "mol mol-1");
        return co2(folder, "cams73_v21r1_co2_conc_surface_inst_201905.nc", seed, CamsCo2::new);
    }

    static Target geosChem(Path folder) throws IOException {
        final SeedFile seed = places(
                        new SeedFile()
                                .axis("time", "minutes since 2019-05-03 00:00:00 UTC", 150, 210)
                                .axis("lev", "level", 0.9, 0.6, 0.2)
                                .axis("ilev", "level", 1, 0.8, 0.4, 0),
                        "lat",
                        "lon")
                .doubles("hyai", "ilev", new double[] {0, 60, 100, 0.01}, "units", "hPa")
                .doubles("hybi", "ilev", new double[] {1, 0.7, 0.2, 0}, "units", "1")
                .floats("SpeciesConcVV_CO2", "time lev lat lon", index -> 410e-6, "units", "mol mol-1 dry");
        return co2(folder, "GEOSChem.SpeciesConc.20190503_0000z.nc4", seed, GeosChemCo2::new);
    }

    private static Target co2(Path folder, String name, SeedFile seed, java.util.function.Supplier<Co2Product> product)
            throws IOException {
        return new GriddedTarget(folder, name, both(seed, folder), in -> co2(in, product.get()));
    }

    private static String co2(Path folder, Co2Product product) {
        final FileCo2 co2 = new FileCo2(
                product,
                GRID,
                new InputSettings.BoundarySettings(
                        InputSettings.BoundaryKind.CARBONTRACKER,
                        0,
                        folder,
                        List.of(),
                        InputSettings.Air.AS_STATED,
                        InputSettings.BeyondLast.WAIT,
                        2.4));
        final List<String> missing = co2.missing(HOUR, HOUR);
        if (!missing.isEmpty()) return "missing: " + Outcomes.kind(missing.getFirst());
        final double[] ppm = new double[LEVELS.nz()];
        co2.profile(HOUR, 37.5, 113.5, LEVELS, 96_000, ppm);
        for (double value : ppm) Soundness.within("CO2", value, SaneRange.CO2.least(), SaneRange.CO2.greatest());
        co2.description(DAY);
        return "CO2";
    }

    private static SeedFile era5Profiles() {
        final double[] hPa = {20, 100, 300, 500, 850, 1000};
        return places(new SeedFile(), "latitude", "longitude")
                .axis("level", "millibars", hPa)
                .axis("time", "hours since 1900-01-01 00:00:00.0", 1_046_067, 1_046_068)
                .packed("t", "K", "time level latitude longitude", 0.002, 250, index -> 200 + 0.08 * hPa[index[1]])
                .packed("u", "m s**-1", "time level latitude longitude", 0.001, 0, index -> 8)
                .packed("v", "m s**-1", "time level latitude longitude", 0.001, 0, index -> -4)
                .packed("q", "kg kg**-1", "time level latitude longitude", 1e-7, 0.002, index -> 0.003);
    }

    static Target era5(Path folder) throws IOException {
        final SeedFile ground = places(new SeedFile(), "latitude", "longitude")
                .axis("time", "hours since 1900-01-01 00:00:00.0", 1_046_067, 1_046_068)
                .floats("sp", "time latitude longitude", index -> 100_000, "units", "Pa")
                .floats("blh", "time latitude longitude", index -> 500, "units", "m")
                .floats("zust", "time latitude longitude", index -> 0.3, "units", "m s**-1")
                .floats("ishf", "time latitude longitude", index -> -30, "units", "W m**-2");
        Files.write(folder.resolve("sfc_20190503.nc"), ground.classic(folder));
        return new GriddedTarget(
                folder,
                "pl_20190503.nc",
                List.of(era5Profiles().classic(folder)),
                in -> winds(new Era5(GRID, LEVELS, meteorology(InputSettings.MeteorologyKind.ERA5, in), POOL)));
    }

    static Target merra2(Path folder) throws IOException {
        final SeedFile profiles = places(
                        new SeedFile()
                                .axis("time", "minutes since 2019-05-03 00:00:00", 0, 180)
                                .axis("lev", "layer", even(65, 1, 8)),
                        "lat",
                        "lon")
                .floats("U", "time lev lat lon", index -> 5, "units", "m s-1")
                .floats("V", "time lev lat lon", index -> -3, "units", "m s-1")
                .floats("T", "time lev lat lon", index -> 250, "units", "K")
                .floats("QV", "time lev lat lon", index -> 0.002, "units", "kg kg-1")
                .floats("DELP", "time lev lat lon", index -> 98_000 / 8.0, "units", "Pa")
                .floats("PS", "time lat lon", index -> 100_000, "units", "Pa");
        final SeedFile ground = places(
                        new SeedFile().axis("time", "minutes since 2019-05-03 00:30:00", even(0, 60, 24)), "lat", "lon")
                .floats("PBLH", "time lat lon", index -> 500, "units", "m")
                .floats("USTAR", "time lat lon", index -> 0.3, "units", "m s-1")
                .floats("HFLUX", "time lat lon", index -> 20, "units", "W m-2");
        Files.write(folder.resolve("MERRA2_400.tavg1_2d_flx_Nx.20190503.nc4"), ground.classic(folder));
        return new GriddedTarget(
                folder,
                "MERRA2_400.inst3_3d_asm_Nv.20190503.nc4",
                both(profiles, folder),
                in -> winds(new Merra2(
                        GRID, LEVELS, meteorology(InputSettings.MeteorologyKind.MERRA2, in), Optional.empty(), POOL)));
    }

    private static InputSettings.MeteorologySettings meteorology(InputSettings.MeteorologyKind kind, Path folder) {
        return new InputSettings.MeteorologySettings(kind, 0, folder, List.of(), false, 40);
    }

    private static String winds(MeteorologyProduct product) {
        final FileMeteorology meteorology = new FileMeteorology(product);
        final List<String> missing = meteorology.missing(HOUR, HOUR);
        if (!missing.isEmpty()) return "missing: " + Outcomes.kind(missing.getFirst());
        final Meteorology.Fields fields = meteorology.at(HOUR);
        check(SaneRange.SURFACE_PRESSURE, fields.surfacePressurePa());
        check(SaneRange.TEMPERATURE, fields.temperatureK());
        check(SaneRange.SPECIFIC_HUMIDITY, fields.specificHumidity());
        check(SaneRange.BOUNDARY_LAYER_HEIGHT, fields.boundaryLayerHeightM());
        check(SaneRange.FRICTION_VELOCITY, fields.frictionVelocity());
        check(SaneRange.SENSIBLE_HEAT_FLUX, fields.sensibleHeatFlux());
        final Meteorology.Winds.OnFaces winds = (Meteorology.Winds.OnFaces) fields.winds();
        check(SaneRange.WIND, winds.x());
        check(SaneRange.WIND, winds.y());
        meteorology.description(DAY);
        return "winds";
    }

    static Target obsPack(Path folder) throws IOException {
        final double begin = HOUR.getEpochSecond();
        final SeedFile seed = new SeedFile()
                .global("dataset_name", "co2_tst_tower")
                .global("dataset_parameter", "co2")
                .size("obs", 3)
                .doubles(
                        "time",
                        "obs",
                        new double[] {begin, begin + 3600, begin + 7200},
                        "units",
                        "seconds since 1970-01-01T00:00:00Z")
                .floats("value", "obs", index -> 410e-6, "units", "mol mol-1", "_FillValue", -1e34f)
                .floats("value_std_dev", "obs", index -> 0.3e-6, "units", "mol mol-1")
                .floats("latitude", "obs", index -> 37.5, "units", "degrees_north")
                .floats("longitude", "obs", index -> 113.5, "units", "degrees_east")
                .floats("intake_height", "obs", index -> 100, "units", "m")
                .floats("obs_flag", "obs", index -> 1, "units", "1");
        return new GriddedTarget(folder, "station.nc", List.of(seed.classic(folder)), Gridded::stations);
    }

    static Target wdcgg(Path folder) {
        final String lines = IntStream.range(0, 3)
                .mapToObj(h -> "TST 2019 05 03 0" + (h + 3)
                        + " 00 00 -999 -9 -9 -9 -9 -9 410.5 0.12 55 37.5 113.5 120.0 20.0" + " 100.0 -9 H 1 1 16 21\n")
                .collect(java.util.stream.Collectors.joining());
        final String text = "# header_lines : 13\n# Data_Set_Name : co2_tst\n#\n# site_name : T\u00e9st\n"
                + "# dataset_parameter : co2\n# dataset_selection_tag : hourly\n# dataset_time_zone : UTC\n"
                + "# value:units : ppm\n# scale_1_code : 21\n# scale_1_name : WMO CO2 X2019\n#\n# VARIABLE ORDER\n"
                + "# site_gaw_id year month day hour minute second year month day hour minute second value value_unc"
                + " nvalue latitude longitude altitude elevation intake_height flask_no ORG_QCflag QCflag instrument"
                + " measurement_method scale\n" + lines;
        return new GriddedTarget(
                folder,
                "station.txt",
                List.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                Gridded::stations);
    }

    private static String stations(Path folder) {
        final StationFiles stations = StationFiles.of(
                new InputSettings.StationSettings(InputSettings.StationKind.FILES, folder, true, 2), GRID, 0);
        final List<StationObservation> found = stations.ofDay(DAY);
        for (StationObservation one : found) {
            Soundness.within("CO2", one.ppm(), SaneRange.CO2.least(), SaneRange.CO2.greatest());
            Soundness.within("latitude", one.latitude(), -90, 90);
            Soundness.within("longitude", one.longitude(), -180, 180);
            Impossible.unless(
                    LocalDate.ofInstant(one.time(), ZoneOffset.UTC).equals(DAY),
                    "time of a station's value",
                    one.time());
        }
        stations.description(found);
        return found.size() + " values " + stations.takeFaults();
    }
}
