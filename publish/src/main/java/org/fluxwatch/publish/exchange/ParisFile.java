package org.fluxwatch.publish.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.publish.daily.FilterFiles;
import org.fluxwatch.publish.daily.RollupName;

/// A year of a domain's months in the flux format that the projects PARIS, AVENGERS and EYE-CLIMA exchange: names,
/// dimensions, units and attributes of their template `PAR-AVE-EYE_inversion_flux_output`, in netCDF's classic format.
/// Total flux is natural, fossil and fire; countries are the domain's regions.
public final class ParisFile {
    private static final double DAYS_OF_YEAR = 365.25;

    /// From TgC per day to kg CO2 per year.
    private static final double KG_PER_YEAR = 1e9 * 44.0095 / 12.011 * DAYS_OF_YEAR;

    /// From umol to mol.
    private static final double MOL = 1e-6;

    private static final String MEAN = "time: mean area: mean";
    private static final String POINT = "country: point time: mean";

    /// Attributes that are taken over from the products, by their names in the template.
    private static final Map<String, String> TAKEN = Map.of(
            "institution", "institution",
            "creator_name", "creator",
            "creator_email", "contact",
            "license", "license",
            "project", "project",
            "references", "references");

    private ParisFile() {}

    /// The name that the projects' tools look for.
    public static String name(String domain, AssimilationSystem system) {
        return "fluxwatch_" + domain + "_" + system.label() + "_co2_monthly.nc";
    }

    /// What a written file has.
    ///
    /// @param regionsWithoutCode regions that are no country of ISO 3166-1; they stand under their own names
    public record Written(List<YearMonth> months, List<String> regionsWithoutCode) {}

    /// @param folder of all products
    /// @throws IllegalArgumentException when there are no months of the system
    public static Written write(Path folder, String domain, AssimilationSystem system, int year, Path out)
            throws IOException {
        final Map<YearMonth, Path> files = files(folder, domain, system, year);
        if (files.isEmpty())
            throw new IllegalArgumentException(
                    "domain " + domain + " has no months of the " + system.label() + " in " + year);
        final Path last = files.values().stream().reduce((_, b) -> b).orElseThrow();
        final ParisSource source = new ParisSource(system, last);
        for (Path file : files.values()) SameGrid.require(file, last);
        final List<ParisMonth> months = new ArrayList<>();
        for (Map.Entry<YearMonth, Path> file : files.entrySet())
            months.add(source.read(
                    file.getKey(),
                    file.getValue(),
                    Optional.of(RollupName.membersOfMonth(folder, domain, file.getKey()))));
        final String[] regions = months.getLast().totals().regions();
        final List<String> without = Arrays.stream(regions)
                .filter(region -> CountryCodes.of(region).isEmpty())
                .toList();
        final List<ClassicVariable> variables = variables(months, source, last);
        ClassicWriter.write(
                new ClassicContent(
                        ClassicFormat.CDF_1,
                        Optional.of("time"),
                        variables,
                        attributes(domain, system, source, files, without)),
                out.toAbsolutePath());
        return new Written(List.copyOf(files.keySet()), without);
    }

    private static Map<YearMonth, Path> files(Path folder, String domain, AssimilationSystem system, int year)
            throws IOException {
        final Map<YearMonth, Path> files = new TreeMap<>();
        for (int m = 1; m <= 12; m++) {
            final YearMonth month = YearMonth.of(year, m);
            switch (system) {
                case FILTER -> {
                    final Path file = RollupName.month(folder, domain, month);
                    if (java.nio.file.Files.isRegularFile(file)) files.put(month, file);
                }
                case INVERSION -> {
                    final Path file = FilterFiles.months(folder, domain).get(month.atDay(1));
                    if (file != null) files.put(month, file);
                }
            }
        }
        return files;
    }

    private static List<ClassicVariable> variables(List<ParisMonth> months, ParisSource source, Path last)
            throws IOException {
        final LatLonGrid grid = source.grid();
        final String[] regions = months.getLast().totals().regions();
        final List<ClassicVariable> variables = new ArrayList<>(place(grid));
        variables.addAll(time(months));
        variables.add(field(months, grid, "flux_total_prior", "prior total co2 fluxes", ParisMonth::prior));
        variables.add(field(months, grid, "flux_total_posterior", "posterior total co2 fluxes", ParisMonth::posterior));
        variables.add(field(
                months,
                grid,
                "stdev_flux_total_prior",
                "standard deviation of prior total co2 fluxes",
                ParisMonth::priorSpread));
        variables.add(field(
                months,
                grid,
                "stdev_flux_total_posterior",
                "standard deviation of posterior total co2 fluxes",
                ParisMonth::posteriorSpread));
        variables.add(area(grid));
        if (regions.length == 0) return variables;
        final String[] labels = CountryCodes.labels(regions);
        variables.add(codes("country", labels));
        variables.add(codes("country_2", labels));
        variables.add(country(
                months,
                "flux_total_prior_country",
                "country-total prior co2 fluxes",
                "time: mean country: point",
                month -> month.totals().prior()));
        variables.add(country(
                months,
                "flux_total_posterior_country",
                "country-total posterior co2 fluxes",
                POINT,
                month -> month.totals().posterior()));
        variables.add(country(
                months,
                "stdev_flux_total_prior_country",
                "standard deviation of country-total prior co2 fluxes",
                POINT,
                month -> month.totals().priorSpread()));
        variables.add(country(
                months,
                "stdev_flux_total_posterior_country",
                "standard deviation of country-total posterior co2 fluxes",
                POINT,
                month -> month.totals().posteriorSpread()));
        variables.add(covariance(months, regions.length));
        variables.add(fraction(source.fractions(last, regions.length), grid));
        return variables;
    }

    private static List<ClassicVariable> place(LatLonGrid grid) {
        final double[] longitude = new double[grid.nx()];
        final double[] latitude = new double[grid.ny()];
        Arrays.setAll(longitude, n -> grid.west() + (n + 0.5) * grid.cellDegrees());
        Arrays.setAll(latitude, n -> grid.south() + (n + 0.5) * grid.cellDegrees());
        return List.of(
                axis("longitude", longitude, "degrees_east", "longitude of grid cell centre", "X"),
                axis("latitude", latitude, "degrees_north", "latitude of grid cell centre", "Y"));
    }

    private static ClassicVariable axis(String name, double[] values, String units, String longName, String axis) {
        return ClassicVariable.of(name, name, new int[] {values.length}, new ClassicValues.Doubles(values))
                .with("units", units)
                .with("long_name", longName)
                .with("standard_name", name)
                .with("axis", axis);
    }

    private static List<ClassicVariable> time(List<ParisMonth> months) {
        final double[] middle = new double[months.size()];
        final double[] bounds = new double[2 * months.size()];
        for (int n = 0; n < middle.length; n++) {
            bounds[2 * n] = months.get(n).begin().toEpochDay();
            bounds[2 * n + 1] = months.get(n).end().toEpochDay();
            middle[n] = 0.5 * (bounds[2 * n] + bounds[2 * n + 1]);
        }
        return List.of(
                ClassicVariable.of("time", "time", new int[] {middle.length}, new ClassicValues.Doubles(middle))
                        .with("units", "days since 1970-01-01 00:00:00")
                        .with("long_name", "mid of flux interval in UTC")
                        .with("standard_name", "time")
                        .with("calendar", "proleptic_gregorian")
                        .with("axis", "T")
                        .with("bounds", "time_bnds"),
                ClassicVariable.of(
                        "time_bnds", "time nbnds", new int[] {middle.length, 2}, new ClassicValues.Doubles(bounds)));
    }

    private static ClassicVariable floats(
            String name, String dimensions, int[] shape, float[] values, String units, String longName) {
        return ClassicVariable.of(name, dimensions, shape, new ClassicValues.Floats(values))
                .with("units", units)
                .with("_FillValue", new ClassicValues.Floats(Float.NaN))
                .with("long_name", longName);
    }

    private static ClassicVariable field(
            List<ParisMonth> months,
            LatLonGrid grid,
            String name,
            String longName,
            Function<ParisMonth, double[]> values) {
        final float[] all = new float[months.size() * grid.cells()];
        for (int n = 0; n < months.size(); n++) {
            final double[] of = values.apply(months.get(n));
            for (int c = 0; c < grid.cells(); c++) all[n * grid.cells() + c] = (float) (of[c] * MOL);
        }
        return floats(
                        name,
                        "time latitude longitude",
                        new int[] {months.size(), grid.ny(), grid.nx()},
                        all,
                        "mol m-2 s-1",
                        longName)
                .with("cell_methods", MEAN);
    }

    private static ClassicVariable area(LatLonGrid grid) {
        final float[] area = new float[grid.cells()];
        for (int c = 0; c < area.length; c++) area[c] = (float) grid.areaM2(c);
        return floats(
                        "cell_area",
                        "latitude longitude",
                        new int[] {grid.ny(), grid.nx()},
                        area,
                        "m2",
                        "surface area of grid cell")
                .with("standard_name", "cell_area");
    }

    private static ClassicVariable codes(String name, String[] labels) {
        final int length = Arrays.stream(labels).mapToInt(String::length).max().orElse(1);
        final char[] letters = new char[labels.length * length];
        for (int n = 0; n < labels.length; n++) {
            final byte[] of = labels[n].getBytes(StandardCharsets.ISO_8859_1);
            for (int c = 0; c < of.length; c++) letters[n * length + c] = (char) (of[c] & 0xff);
        }
        return ClassicVariable.of(
                        name,
                        name + " country_strlen",
                        new int[] {labels.length, length},
                        new ClassicValues.Characters(letters))
                .with("long_name", "country_ISO_3166_1_alpha3");
    }

    /// The template has `(country, time)`; classic files have their unlimited dimension first, which its readers, going
    /// by names, take alike.
    private static ClassicVariable country(
            List<ParisMonth> months,
            String name,
            String longName,
            String cellMethods,
            Function<ParisMonth, double[]> values) {
        final int count = months.getLast().totals().regions().length;
        final float[] all = new float[months.size() * count];
        for (int n = 0; n < months.size(); n++)
            for (int r = 0; r < count; r++) all[n * count + r] = (float) (values.apply(months.get(n))[r] * KG_PER_YEAR);
        return floats(name, "time country", new int[] {months.size(), count}, all, "kg yr-1", longName)
                .with("cell_methods", cellMethods);
    }

    private static ClassicVariable covariance(List<ParisMonth> months, int count) {
        final float[] all = new float[months.size() * count * count];
        for (int n = 0; n < months.size(); n++)
            for (int i = 0; i < count; i++)
                for (int j = 0; j < count; j++)
                    all[(n * count + i) * count + j] =
                            (float) (months.get(n).covariance()[i][j] * KG_PER_YEAR * KG_PER_YEAR);
        return floats(
                        "covariance_flux_total_posterior_country",
                        "time country country_2",
                        new int[] {months.size(), count, count},
                        all,
                        "kg2 yr-2",
                        "covariance of country-total posterior co2 fluxes")
                .with("cell_methods", "country: point country_2: point time: mean");
    }

    private static ClassicVariable fraction(double[][] fractions, LatLonGrid grid) {
        final float[] all = new float[fractions.length * grid.cells()];
        for (int r = 0; r < fractions.length; r++)
            for (int c = 0; c < grid.cells(); c++) all[r * grid.cells() + c] = (float) fractions[r][c];
        return floats(
                        "country_fraction",
                        "country latitude longitude",
                        new int[] {fractions.length, grid.ny(), grid.nx()},
                        all,
                        "1",
                        "fraction of grid cell associated to country")
                .with("standard_name", "area_fraction");
    }

    private static List<ClassicAttribute> attributes(
            String domain,
            AssimilationSystem system,
            ParisSource source,
            Map<YearMonth, Path> files,
            List<String> without)
            throws IOException {
        final Map<String, String> taken = new TreeMap<>();
        String created = "";
        String made = "";
        String version = "";
        final List<String> lines = new ArrayList<>();
        for (Map.Entry<YearMonth, Path> file : files.entrySet())
            try (ClassicParts open = ClassicParts.open(file.getValue())) {
                TAKEN.forEach((own, theirs) -> open.text(own).ifPresent(text -> taken.put(theirs, text)));
                final String date = open.text("date_created").orElse("");
                if (date.compareTo(created) > 0) created = date;
                made = open.text("source").orElse(made);
                version = open.text("program_version").orElse(version);
                lines.add(file.getKey() + " " + open.text("status").orElse("whole"));
            }
        final String resolution =
                String.format(Locale.ROOT, "%s degree", source.grid().cellDegrees());
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("title", "CO2 flux distribution and totals of regions, " + domain),
                ClassicAttribute.of("source", made),
                ClassicAttribute.of("frequency", "monthly"),
                ClassicAttribute.of("geospatial_lat_resolution", resolution),
                ClassicAttribute.of("geospatial_lon_resolution", resolution),
                ClassicAttribute.of("transport_model", "fluxwatch"),
                ClassicAttribute.of("transport_model_version", version),
                ClassicAttribute.of("inversion_system", "fluxwatch " + system.label()),
                ClassicAttribute.of("inversion_system_version", version),
                ClassicAttribute.of("experiment", domain),
                ClassicAttribute.of("Conventions", "CF-1.8"),
                ClassicAttribute.of("comment", comment(system, source, without)),
                ClassicAttribute.of("months", String.join("\n", lines)),
                ClassicAttribute.of("history", "fluxwatch export: made of the files of " + files.size() + " months")));
        if (created.length() >= 10)
            attributes.add(ClassicAttribute.of(
                    "creation_date", LocalDate.parse(created.substring(0, 10)).toString()));
        if (!without.isEmpty())
            attributes.add(ClassicAttribute.of("regions_without_iso3166", String.join("\n", without)));
        taken.forEach((name, text) -> attributes.add(ClassicAttribute.of(name, text)));
        return attributes;
    }

    private static String comment(AssimilationSystem system, ParisSource source, List<String> without) {
        final List<String> sentences = new ArrayList<>();
        sentences.add("Total flux is natural flux (biosphere and ocean) with fossil fuel and fire, positive to the air;"
                + " fossil fuel and fire have no uncertainty of their own. A year of kg yr-1 has 365.25 days, mass is of"
                + " CO2.");
        if (system == AssimilationSystem.FILTER)
            sentences.add("Standard deviations are those of the members' own means. None is given of the prior: members"
                    + " before a day's observations hold what all earlier days taught, and not the uncertainty of a flux that"
                    + " no observation has touched.");
        if (source.isRegridded())
            sentences.add(
                    "Fields are brought from a stereographic grid to latitude and longitude by common areas, by"
                            + " member where they are uncertain; cells of which less than half lies in the domain are missing.");
        if (!without.isEmpty())
            sentences.add("Regions that are no countries of ISO 3166-1 stand under their own names, and may overlap: "
                    + String.join(", ", without) + ".");
        return String.join(" ", sentences);
    }
}
