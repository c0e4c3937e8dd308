package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;

/// One day of one domain as CF-1.11 files in netCDF's classic format (netCDF-3): one of fields and regions, which can
/// be joined along time, and beside it one of observations ([ObservationsFile]) and those of fluxes in detail
/// ([FluxDetails]). What is written can be read back whole. Nothing in it depends on the clock: the same day gives
/// the same bytes.
public final class DailyFile {
    /// Names of the files' own variables, which no field may take.
    private static final Set<String> RESERVED = Set.of(
            "time",
            "time_bnds",
            "x",
            "x_bnds",
            "y",
            "y_bnds",
            "lat",
            "lon",
            "lat_bnds",
            "lon_bnds",
            "latitude",
            "longitude",
            "latitude_vertices",
            "longitude_vertices",
            "stereographic",
            "sphere",
            "cell_area",
            "chi_square",
            "rank_histogram",
            "degrees_of_freedom",
            "lost_share",
            "background_offset",
            "member",
            "spin_up");

    /// What both files of a day have alike.
    private static final List<String> VERSION = List.of("day", "revision");

    private static final String MIDDLE = "middle of the day, UTC";

    private DailyFile() {}

    /// Whether a field cannot have this name because the file needs it, or the monthly one.
    public static boolean isReserved(String name) {
        final String own = MonthProduct.ownName(name);
        return RESERVED.contains(own) || own.matches("(obs|region|score|status|unused|watched|alarm)_.*");
    }

    /// Writes a day whose observations are not compared with those of other days.
    public static void write(
            DayProduct product,
            Grid grid,
            Map<String, double[]> masks,
            boolean withMembers,
            Map<String, String> ofOperator,
            Path file)
            throws IOException {
        write(product, grid, masks, withMembers, ofOperator, Optional.empty(), file);
    }

    /// Writes each file in one step: a reader sees the old file or the new one, and a crash leaves one of them. That of
    /// the observations comes right before the own one, so that both are of two revisions only for a moment.
    ///
    /// @param masks area of cells in regions by name, m² `[cells]`
    /// @param withMembers whether fluxes by member get a file
    /// @param ofOperator further global attributes
    /// @param alarms how its observations compare with those of the days before
    /// @throws IllegalStateException when the day is not the filter's
    /// @throws IllegalArgumentException when a field does not fit the grid
    public static void write(
            DayProduct product,
            Grid grid,
            Map<String, double[]> masks,
            boolean withMembers,
            Map<String, String> ofOperator,
            Optional<DayAlarms> alarms,
            Path file)
            throws IOException {
        final FilterPart part = FilterPart.of(product.analysis());
        final Instant begin = product.identity().begin();
        final Instant end = begin.plus(Duration.ofDays(1));
        final GridVariables place = GridVariables.of(grid);
        final List<CfVariable> variables = variables(product, part, grid, place, begin, end);
        MaskVariable.of(product.analysis().regions(), masks, grid, place).ifPresent(variables::add);
        final List<CfVariable> observations = new ArrayList<>(
                ObservationVariables.of(product.innovations(), FilterPart.ofObservations(product.innovations())));
        observations.addAll(
                ShareVariables.of(product.innovations(), product.analysis().regions()));
        observations.addAll(SummaryVariables.ofObservations(product.analysis(), part));
        alarms.map(WatchVariables::of).ifPresent(observations::addAll);
        final List<ClassicAttribute> found =
                Discovery.of(grid, begin, end, Period.ofDays(1), product.granules(), ofOperator);
        final FluxDetails details = new FluxDetails(product.details(), grid, place);
        if (details.hasHours())
            details.writeHours(begin, DayAttributes.of("Hours of a daily", product.analysis(), part, found), file);
        if (details.hasMembers() && withMembers)
            details.writeMembers(
                    ProductFile.time(begin, end, MIDDLE),
                    DayAttributes.of("Members of a daily", product.analysis(), part, found),
                    Companion.MEMBERS.beside(file));
        ObservationsFile.write(
                observations, DayAttributes.of("Observations of a daily", product.analysis(), part, found), file);
        ProductFile.write(
                variables, DayAttributes.of("Daily", product.analysis(), part, found), ProductFile.TIME, file);
    }

    private static List<CfVariable> variables(
            DayProduct product, FilterPart part, Grid grid, GridVariables place, Instant begin, Instant end) {
        final List<CfVariable> variables = new ArrayList<>(ProductFile.time(begin, end, MIDDLE));
        variables.addAll(place.variables());
        variables.addAll(FieldVariables.of(product.fields(), grid, place));
        variables.addAll(FieldVariables.of(FieldVariables.derived(product.identity(), product.fields()), grid, place));
        variables.addAll(SummaryVariables.of(product.analysis(), part));
        return variables;
    }

    /// The day as it was written; times of observations to the microsecond.
    ///
    /// @throws DamagedProductException when the file is not as it was written
    /// @throws IOException when the disk does not give the file
    public static DayProduct read(Path path) throws IOException {
        return ProductFile.read(
                path,
                file -> ObservationsFile.read(path, file, VERSION, observations -> {
                    final DailyAnalysis day = DayAttributes.read(file, observations);
                    return new DayProduct(
                            day,
                            FieldVariables.read(file, day.fields(), day.identity()),
                            FilterPart.readInnovations(observations, day.identity()));
                }));
    }

    /// A day as it was written, without its fields.
    ///
    /// @param innovations by time, sensor, source and id
    public record Observed(DailyAnalysis analysis, List<Innovation> innovations) {}

    /// All but the fields and what is in detail.
    ///
    /// @throws DamagedProductException when the file is not as it was written
    /// @throws IOException when the disk does not give the file
    public static Observed readObserved(Path path) throws IOException {
        return ProductFile.read(
                path,
                file -> ObservationsFile.read(path, file, VERSION, observations -> {
                    final DailyAnalysis day = DayAttributes.read(file, observations);
                    return new Observed(day, FilterPart.readInnovations(observations, day.identity()));
                }));
    }

    /// Whether the files beside it that are there hold a day's fluxes in detail. Of members there may be no file, since
    /// none are kept or no longer; of hours there must be one.
    static boolean holdsDetails(Path path, DayProduct day) throws IOException {
        final List<FluxDetail> hours = day.details().stream()
                .filter(detail -> detail.kind() != FluxDetail.Kind.MEMBER)
                .toList();
        final List<FluxDetail> members =
                day.details().subList(hours.size(), day.details().size()); // they come last
        return holds(hours, Companion.HOURLY.beside(path), false, day, FluxDetails::readHours)
                && holds(members, Companion.MEMBERS.beside(path), true, day, FluxDetails::readMembers);
    }

    @FunctionalInterface
    private interface ReadingDetails {
        List<FluxDetail> of(Path product, AnalysisIdentity identity) throws IOException;
    }

    private static boolean holds(
            List<FluxDetail> details, Path file, boolean mayLack, DayProduct day, ReadingDetails reading)
            throws IOException {
        if (details.isEmpty()) return true;
        return Files.isRegularFile(file) ? details.equals(reading.of(file, day.identity())) : mayLack;
    }

    /// Only which revision of which day it is.
    static Edition readEdition(Path path) throws IOException {
        return ProductFile.read(
                path,
                file -> new Edition(
                        LocalDate.parse(NetcdfRead.attribute(file, "day")), NetcdfRead.number(file, "revision"), ""));
    }

    /// Only the regions' totals and what drove the model.
    public static Totals readTotals(Path path) throws IOException {
        return ProductFile.read(path, file -> new Totals(SummaryVariables.readRegions(file), Provenance.inputs(file)));
    }

    /// @param inputs what drove the model, by kind
    public record Totals(List<RegionFlux> regions, Map<String, String> inputs) {}

    /// Only where the cells are.
    public static StoredGrid readGrid(Path path) throws IOException {
        return ProductFile.read(path, StoredGrid::read);
    }
}
