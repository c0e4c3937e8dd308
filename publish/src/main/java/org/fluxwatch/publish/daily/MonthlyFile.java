package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisIdentity;

/// One month of one domain as the inversion knows it, a CF-1.8 file in netCDF's classic format (netCDF-3). What is
/// written can be read back whole. Nothing in it depends on the clock: the same month gives the same bytes.
public final class MonthlyFile {
    private MonthlyFile() {}

    /// Writes the file in one step: a reader sees the old file or the new one, and a crash leaves one of them.
    ///
    /// @throws IllegalArgumentException when a field does not fit the grid
    public static void write(MonthProduct product, Grid grid, Path file) throws IOException {
        final GridVariables place = GridVariables.of(grid);
        final List<CfVariable> variables = new ArrayList<>(
                ProductFile.time(midnight(product.begin()), midnight(end(product)), "middle of the month, UTC"));
        variables.addAll(place.variables());
        variables.addAll(FieldVariables.of(product.fields(), grid, place));
        variables.addAll(MonthVariables.of(product.estimate()));
        variables.addAll(InversionObservations.of(product.innovations()));
        ProductFile.write(variables, MonthAttributes.of(product), file);
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
        return ProductFile.read(path, MonthAttributes::read);
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
                        RegionTotalVariables.read(file)));
    }
}
