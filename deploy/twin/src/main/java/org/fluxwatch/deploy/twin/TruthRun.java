package org.fluxwatch.deploy.twin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inputs.SyntheticPriorFlux;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.Perimeter;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.settings.DomainSettings;

/// The world as it really is, in the twin: the transport model run on other winds, other fluxes, another initial field
/// and another inflow than the filter's. It goes from day to day and always gives the same.
final class TruthRun {
    private static final int LANES = TransportModel.LEAST_LANES; // the truth is in lane 0

    private static final Duration ODD_INFLOW = Duration.ofDays(20);

    private final Grid grid;
    private final SigmaLevels levels;
    private final Meteorology meteorology;
    private final PriorFlux flux;
    private final GlobalCo2 global;
    private final TransportModel transport;
    private final Perimeter perimeter;
    private final float[] co2;
    private final float[] emission;
    private final float[] inflow;
    private final WorldKind kind;
    private final Instant odd;
    private LocalDate day;

    /// @param domain whose inputs the truth departs from
    /// @param kind of world
    /// @param seed of all that makes the truth different
    TruthRun(DomainSettings domain, WorldKind kind, long seed, NumericsPool pool) {
        this.kind = kind;
        grid = domain.finer(kind.finer()).modelGrid();
        levels = domain.modelLevels();
        meteorology = weather(domain, kind, seed);
        final PriorFlux prior =
                new SyntheticPriorFlux(grid, domain.inputs().prior().seed());
        flux = kind.factors()
                ? new TruthFlux(prior, grid, kind.factorSd(), seed)
                : new ChangedFlux(prior, kind, grid, ModelInputs.regions(domain.inputs()), domain.start(), seed);
        global = SyntheticCo2.disturbed(domain.inputs().boundary().seed(), seed, kind.inflowErrorPpm());
        transport = new TransportModel(grid, levels, LANES, pool);
        perimeter = new Perimeter(grid);
        co2 = new float[grid.cells() * levels.nz() * LANES];
        emission = new float[grid.cells() * LANES];
        inflow = new float[perimeter.size() * levels.nz() * LANES];
        day = domain.start();
        odd = midnight().plus(Duration.ofDays(WorldKind.FIRST_DAY));
        final Instant begin = midnight();
        for (int c = 0; c < grid.cells(); c++) fill(co2, c, begin, grid.latitude(c), grid.longitude(c));
    }

    private Meteorology weather(DomainSettings domain, WorldKind ofKind, long seed) {
        final Meteorology weather = SyntheticMeteorology.disturbed(
                grid, levels, domain.inputs().meteorology().seed(), seed, ofKind.windErrorShare());
        return ofKind instanceof WorldKind.Mixing(double lacking) ? new ShallowMixing(weather, lacking) : weather;
    }

    private Instant midnight() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void fill(float[] field, int column, Instant time, double latitude, double longitude) {
        final int nz = levels.nz();
        final double[] ppm = new double[nz];
        global.profile(time, latitude, longitude, levels, SigmaLevels.STANDARD_PA, ppm);
        if (kind instanceof WorldKind.Inflow(double more) && !time.isBefore(odd) && time.isBefore(odd.plus(ODD_INFLOW)))
            for (int k = 0; k < nz; k++) ppm[k] += more;
        for (int k = 0; k < nz; k++)
            java.util.Arrays.fill(field, (column * nz + k) * LANES, (column * nz + k + 1) * LANES, (float) ppm[k]);
    }

    /// Runs the next day.
    TruthDay runDay() {
        final TruthDay truth = new TruthDay(grid, levels, day);
        Meteorology.Fields begin = meteorology.at(midnight());
        truth.keep(0, co2, LANES, begin.surfacePressurePa());
        for (int hour = 0; hour < 24; hour++) {
            final Instant now = midnight().plus(Duration.ofHours(hour));
            final Meteorology.Fields end = meteorology.at(now.plus(Duration.ofHours(1)));
            final PriorFlux.Fields fields = flux.at(now);
            for (int c = 0; c < grid.cells(); c++)
                java.util.Arrays.fill(
                        emission,
                        c * LANES,
                        (c + 1) * LANES,
                        fields.natural(c) + fields.fossil()[c] + fields.fire()[c]);
            for (int g = 0; g < perimeter.size(); g++)
                fill(inflow, g, now.plus(Duration.ofMinutes(30)), perimeter.latitude(g), perimeter.longitude(g));
            transport.advanceHour(begin, end, co2, emission, inflow);
            truth.addFlux(fields);
            truth.keep(hour + 1, co2, LANES, end.surfacePressurePa());
            begin = end;
        }
        day = day.plusDays(1);
        return truth;
    }
}
