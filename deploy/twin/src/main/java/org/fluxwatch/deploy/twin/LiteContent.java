package org.fluxwatch.deploy.twin;

import static org.fluxwatch.deploy.twin.LiteColumns.LEVEL;
import static org.fluxwatch.deploy.twin.LiteColumns.SOUNDING;
import static org.fluxwatch.deploy.twin.LiteColumns.texts;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/// A granule as the variables of a Lite file: names, types, units and missing values of real ones (docs/formats.md 2).
/// What the twin does not simulate (albedo, aerosol, preprocessors) is left out.
final class LiteContent {
    private final LiteGranule granule;
    private final LiteSourceFiles sources;
    private final List<LiteSounding> soundings;
    private final LiteColumns columns;

    private LiteContent(LiteGranule granule) {
        this.granule = granule;
        this.sources = LiteSourceFiles.of(granule);
        this.soundings = granule.soundings();
        this.columns = new LiteColumns(soundings);
    }

    /// The variables, coordinates first.
    static List<NetcdfVariable> of(LiteGranule granule) {
        final LiteContent content = new LiteContent(granule);
        switch (Instrument.of(granule.sensor())) {
            case OCO2 -> {
                content.coordinates(SOUNDING, "OCO2 Sounding ID", "YYYYMMDDhhmmssmf");
                content.footprintCoordinates();
                content.common();
                content.corners();
                content.x2019();
                content.oco2Sounding();
            }
            case GOSAT -> {
                content.coordinates(SOUNDING, "GOSAT Sounding ID", "YYYYMMDDhhmmss");
                content.common();
                content.gosatSounding();
            }
        }
        content.angles();
        content.retrieval();
        return content.columns.variables();
    }

    private void coordinates(String name, String longName, String units) {
        final long[] ids = new long[soundings.size()];
        for (int n = 0; n < ids.length; n++) ids[n] = soundings.get(n).pixel().soundingId();
        columns.add(
                name,
                List.of(name),
                new Values.UnsignedLongs(ids),
                new Values.UnsignedLongs(new long[1]),
                texts(units, longName, "from scan time in UTC"));
        columns.count(LEVEL, LiteSounding.LEVELS);
        columns.count("epoch_dimension", 7);
        columns.add(
                "source_files",
                List.of("source_files"),
                new Values.Strings(sources.names()),
                new Values.Strings(new String[] {"Missing"}),
                texts("none", "Source L2 File Names", "Source L2 File Names for these soundings; invented"));
    }

    private void footprintCoordinates() {
        columns.count("bands", 3);
        columns.count("footprints", Oco2Track.FOOTPRINTS);
        columns.count("vertices", 4);
    }

    private void common() {
        columns.doubles("time", LiteContent::epochSeconds, "seconds since 1970-01-01 00:00:00", "time", "");
        date();
        columns.floats(
                "latitude",
                s -> s.pixel().latitude(),
                "degrees_north",
                "latitude",
                "center latitude of the measurement");
        columns.floats(
                "longitude",
                s -> s.pixel().longitude(),
                "degrees_east",
                "longitude",
                "center longitude of the measurement");
        columns.floats(
                "solar_zenith_angle",
                s -> s.pixel().solarZenith(),
                "degrees",
                "solar zenith angle",
                "solar zenith angle at the time of the measurement");
        columns.floats(
                "sensor_zenith_angle",
                s -> s.pixel().sensorZenith(),
                "degrees",
                "sensor zenith angle",
                "zenith angle of the satellite at the time of the measurement");
        columns.floats(
                "xco2",
                LiteSounding::xco2Ppm,
                "ppm",
                "Bias-corrected XCO2 on X2007 scale",
                "Column-averaged dry-air mole fraction of CO2, including bias correction, on X2007 CO2 scale");
        columns.floats(
                "xco2_uncertainty",
                LiteSounding::uncertaintyPpm,
                "ppm",
                "XCO2_Posterior_Error",
                "This uncertainty is purely noise-driven and does not include most potential systematic errors");
        columns.bytes(
                "xco2_quality_flag",
                s -> s.verdict() == LiteSounding.Verdict.GOOD ? 0 : 1,
                "none",
                "XCO2 Quality Flag",
                "0=Good, 1=Bad");
        qualityBits();
        columns.floats("xco2_apriori", s -> s.column().priorXco2Ppm(), "ppm", "A priori XCO2 Value", "");
        columns.profiles("co2_profile_apriori", s -> s.column().priorPpm(), "ppm", "CO2 Apriori Profile");
        columns.profiles(
                "xco2_averaging_kernel", s -> s.column().averagingKernel(), "none", "XCO2 Column Averaging Kernel");
        columns.profiles("pressure_levels", s -> s.column().pressureHpa(), "hPa", "Pressure_Levels");
        columns.profiles("pressure_weight", s -> s.column().pressureWeight(), "none", "Pressure Weighting Function");
        columns.unsignedBytes("file_index", sources::indexOf, "1-Based Index of L2 File for each sounding");
    }

    private void qualityBits() {
        final long[] bits = new long[soundings.size()];
        for (int n = 0; n < bits.length; n++)
            bits[n] = soundings.get(n).verdict().bits();
        final Map<String, String> attributes = texts("none", "xco2_quality_flag bit flag", "bit 0 is the first name");
        attributes.put("qf_variables", "co2_ratio, aod_total");
        columns.add(
                "xco2_qf_bitflag",
                List.of(SOUNDING),
                new Values.UnsignedLongs(bits),
                new Values.UnsignedLongs(new long[] {-1}),
                attributes);
    }

    private void x2019() {
        // WMO: X2019 = 1.00079 X2007 - 0.142 ppm (docs/formats.md 2.5).
        columns.floats(
                "xco2_x2019",
                s -> 1.00079 * s.xco2Ppm() - 0.142,
                "ppm",
                "Bias-corrected XCO2 on X2019 scale",
                "The same information as xco2 on the X2019 CO2 scale");
    }

    private void corners() {
        corners("vertex_latitude", "degrees_north", "corner latitudes of the measurement FOV", true);
        corners("vertex_longitude", "degrees_east", "corner longitudes of the measurement FOV", false);
    }

    private void corners(String name, String units, String comment, boolean latitudes) {
        final float[] values = new float[4 * soundings.size()];
        for (int n = 0; n < soundings.size(); n++) {
            final GroundPixel pixel = soundings.get(n).pixel();
            final double[] corners = latitudes ? pixel.vertexLatitudes() : pixel.vertexLongitudes();
            for (int c = 0; c < 4; c++) values[4 * n + c] = (float) corners[c];
        }
        columns.addFloats(name, List.of(SOUNDING, "vertices"), values, texts(units, name, comment));
    }

    private void oco2Sounding() {
        columns.bytes(
                "Sounding/operation_mode",
                s -> s.pixel().mode().code(),
                "none",
                "Operation Mode: 0=Nadir, 1=Glint, 2=Target, 3=Transition to/from Target",
                "");
        columns.bytes("Sounding/footprint", s -> s.pixel().footprint(), "none", "Index of OCO-2 Sounding 1-8", "");
        columns.ints("Sounding/orbit", s -> s.pixel().orbit(), "OCO-2 orbit number since mission start");
        columns.unsignedBytes(
                "Sounding/path", s -> s.pixel().path(), "OCO-2 fixed orbit path number ranging from 1-233; simulated");
        columns.bytes(
                "Sounding/land_water_indicator",
                s -> s.surface().code(),
                "none",
                "0=Land;1=Ocean;2=Inland Water;3=Mixed",
                "");
        columns.bytes(
                "Sounding/land_fraction",
                s -> s.surface() == LiteSounding.Surface.LAND ? 100 : 0,
                "percent",
                "Fraction of the footprint that contains land in percent",
                "");
        columns.floats(
                "Sounding/glint_angle",
                s -> s.pixel().glintAngle(),
                "degrees",
                "glint angle",
                "Angular distance from viewing along the perfect glint direction");
    }

    private void gosatSounding() {
        final byte[] gain = new byte[soundings.size()];
        java.util.Arrays.fill(gain, (byte) 'H');
        columns.add(
                "Sounding/gain",
                List.of(SOUNDING),
                new Values.Characters(gain),
                new Values.Characters(new byte[] {' '}),
                texts("none", "Gain of the instrument, H or M", ""));
    }

    private void angles() {
        columns.floats(
                "Sounding/solar_azimuth_angle",
                s -> s.pixel().solarAzimuth(),
                "degrees East of North",
                "solar azimuth angle",
                "");
        columns.floats(
                "Sounding/sensor_azimuth_angle",
                s -> s.pixel().sensorAzimuth(),
                "degrees East of North",
                "sensor azimuth angle",
                "");
        columns.floats(
                "Sounding/airmass",
                LiteContent::airmass,
                "none",
                "Airmass, computed as 1/cos(solar_zenith_angle) + 1/cos(sensor_zenith_angle)",
                "");
    }

    private void retrieval() {
        columns.floats("Retrieval/psurf", LiteSounding::surfacePressureHpa, "hPa", "Surface pressure retrieved", "");
        columns.floats(
                "Retrieval/xco2_raw",
                LiteBiasCorrection::rawXco2Ppm,
                "ppm",
                "Raw value of Retrieved XCO2",
                "xco2 with its bias correction undone");
        columns.floats(
                "Retrieval/dpfrac", LiteBiasCorrection::dpfracPpm, "ppm", "xco2_raw*(1-psurf_apriori/psurf)", "");
        columns.bytes(
                "Retrieval/surface_type",
                s -> s.surface() == LiteSounding.Surface.LAND ? 1 : 0,
                "0=ocean;1=land",
                "Surface type used in the retrieval",
                "");
        columns.addFloats(
                "Retrieval/SigmaB",
                List.of(LEVEL),
                ColumnSensitivity.sigma(),
                texts("dimensionless", "Multiply Psurf by these values to get the pressure levels", ""));
        columns.floats(
                "Meteorology/psurf_apriori",
                LiteSounding::priorSurfacePressureHpa,
                "hPa",
                "Prior surface pressure for sounding location",
                "The truth run's");
    }

    private static double epochSeconds(LiteSounding sounding) {
        final var time = sounding.pixel().time();
        return time.getEpochSecond() + time.getNano() * 1e-9;
    }

    private static double airmass(LiteSounding sounding) {
        return 1 / Math.cos(Math.toRadians(sounding.pixel().solarZenith()))
                + 1 / Math.cos(Math.toRadians(sounding.pixel().sensorZenith()));
    }

    private void date() {
        final short[] values = new short[7 * soundings.size()];
        for (int n = 0; n < soundings.size(); n++) {
            final ZonedDateTime time = soundings.get(n).pixel().time().atZone(ZoneOffset.UTC);
            final int[] parts = {
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                milliseconds(soundings.get(n).pixel().soundingId())
            };
            for (int p = 0; p < 7; p++) values[7 * n + p] = (short) parts[p];
        }
        columns.shorts(
                "date",
                "epoch_dimension",
                values,
                texts(
                        "none",
                        "Observation date and time matching sounding_id",
                        "Year, month (1-12), day (1-31), hour (0-23), minute (0-59), second (0-59), millisecond (0,300,"
                                + "or 700). Note this time is chosen to correspond exactly to the first 15 digits of"
                                + " sounding_id"));
    }

    private int milliseconds(long id) {
        return switch (Instrument.of(granule.sensor())) {
            case OCO2 -> (int) (id / 10 % 10) * 100;
            case GOSAT -> 0;
        };
    }
}
