package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisIdentity;

/// One month of one domain as the inversion knows it, in files like a day's: [DailyFile].
public final class MonthlyFile {
    /// What both files of a month have alike.
    private static final List<String> VERSION = List.of("month", "as_of", "revision");

    private MonthlyFile() {}

    /// Writes each file in one step, that of the observations first.
    ///
    /// @param ofOperator further global attributes
    /// @throws IllegalArgumentException when a field does not fit the grid
    public static void write(MonthProduct product, Grid grid, Map<String, String> ofOperator, Path file)
            throws IOException {
        final GridVariables place = GridVariables.of(grid);
        final Instant begin = midnight(product.begin());
        final Instant end = midnight(end(product));
        final List<CfVariable> variables = new ArrayList<>(ProductFile.time(begin, end, "middle of the month, UTC"));
        variables.addAll(place.variables());
        variables.addAll(FieldVariables.of(product.fields(), grid, place));
        variables.addAll(MonthVariables.of(product.estimate()));
        final List<CfVariable> observations = new ArrayList<>(InversionObservations.of(product.innovations()));
        observations.addAll(MonthVariables.ofObservations(product.estimate()));
        final List<ClassicAttribute> found =
                Discovery.of(grid, begin, end, Period.ofMonths(1), product.granules(), ofOperator);
        ObservationsFile.write(observations, MonthAttributes.of("Observations of a monthly", product, found), file);
        ProductFile.write(variables, MonthAttributes.of("Monthly", product, found), ProductFile.TIME, file);
    }

    private static LocalDate end(MonthProduct product) {
        return product.begin().plusMonths(1);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The month as it was written; times of observations to the microsecond.
    ///
    /// @throws DamagedProductException when the file is not as it was written
    /// @throws IOException when the disk does not give the file
    public static MonthProduct read(Path path) throws IOException {
        return ProductFile.read(
                path,
                file -> ObservationsFile.read(
                        path, file, VERSION, observations -> MonthAttributes.read(file, observations)));
    }

    /// Only which analysis it is of, and whether the month is final.
    static Edition readEdition(Path path) throws IOException {
        return ProductFile.read(path, MonthlyFile::edition);
    }

    private static Edition edition(ClassicFile file) {
        final AnalysisIdentity identity = MonthAttributes.readIdentity(file);
        return new Edition(identity.day(), identity.revision(), NetcdfRead.attribute(file, "status"));
    }

    /// All but fields and observations.
    static MonthSummary readSummary(Path path) throws IOException {
        return ProductFile.read(
                path,
                file -> new MonthSummary(
                        edition(file),
                        NetcdfRead.number(file, "days_in"),
                        NetcdfRead.attribute(file, "method"),
                        Provenance.inputs(file),
                        RegionTotalVariables.read(file),
                        RegionTotalVariables.readCovariance(file)));
    }
}
