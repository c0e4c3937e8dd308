package org.fluxwatch.deploy.twin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inputs.SyntheticPriorFlux;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.settings.DomainSettings;

/// What is random about the truth of the twin, for methods that are told it: fluxes and the CO2 of
/// inflow and begin as sums over independent variables of variance 1, with the truth's own spreads,
/// lengths and memories. A flux is the mean of three hours.
///
/// Not for use by several threads at once.
public final class TruthStatistics {
    private static final int HOURS = 3;

    private final Grid grid;
    private final SyntheticMeteorology winds;
    private final PriorFlux prior;
    private final TruthFlux truth;
    private final NoiseCorners factors;
    private final NoiseCorners extra;
    private final double factorSd;
    private final double inflowErrorPpm;
    private final Map<Integer, Bin> bins = new HashMap<>();

    /// Three hours `[cells]`, µmol m-2 s-1.
    ///
    /// @param release of the prior
    /// @param uptake of the prior
    /// @param extra standard deviation of what is no factor
    /// @param error true natural flux minus the prior's, of the seed
    private record Bin(double[] release, double[] uptake, double[] extra, double[] error) {}

    /// @param domain whose inputs the truth departs from
    /// @param kind of world, whose fluxes err by factors, in whose winds and inflow nothing else is odd
    /// @param seed of the truth
    /// @param days from the domain's start that are asked for
    public TruthStatistics(DomainSettings domain, WorldKind kind, long seed, int days) {
        if (!areOf(kind))
            throw new IllegalArgumentException(
                    "world is " + kind.label() + ", whose errors have no known statistics; expected factors, winds,"
                            + " inflow-error or exact-air");
        grid = domain.modelGrid();
        winds = SyntheticMeteorology.disturbed(
                grid, domain.modelLevels(), domain.inputs().meteorology().seed(), seed, kind.windErrorShare());
        factorSd = kind.factorSd();
        inflowErrorPpm = kind.inflowErrorPpm();
        prior = new SyntheticPriorFlux(grid, domain.inputs().prior().seed());
        truth = new TruthFlux(prior, grid, factorSd, seed);
        final LocalDate start = domain.start();
        final Instant from = start.atStartOfDay(ZoneOffset.UTC).toInstant();
        final Instant to = from.plus(Duration.ofDays(days));
        factors = new NoiseCorners(TruthFlux.FACTOR_LENGTH_KM, TruthFlux.FACTOR_HOURS, grid, from, to);
        extra = new NoiseCorners(TruthFlux.EXTRA_LENGTH_KM, TruthFlux.EXTRA_HOURS, grid, from, to);
    }

    /// Whether a kind of world has statistics that are known.
    public static boolean areOf(WorldKind kind) {
        return switch (kind) {
            case WorldKind.Factors _, WorldKind.Winds _, WorldKind.InflowError _, WorldKind.ExactAir _ -> true;
            default -> false;
        };
    }

    /// Length of the factors' errors, km: of the Gaussian correlation `exp(-d² / (2 L²))` whose sum over all distances
    /// along a line is theirs.
    public static double factorCorrelationKm() {
        return gaussianLength(TruthFlux.FACTOR_LENGTH_KM);
    }

    /// Memory of the factors' errors, days: the sum over all correlations.
    public static double factorMemoryDays() {
        return TruthFlux.FACTOR_HOURS / 24 * CorrelatedNoise.CORRELATIONS;
    }

    /// Standard deviation of the error that neighbouring retrievals share, ppm.
    public static double sharedErrorPpm() {
        return RetrievalError.REGIONAL_SD_PPM;
    }

    /// Length of it, km, as [#factorCorrelationKm].
    public static double sharedErrorLengthKm() {
        return gaussianLength(RetrievalError.REGIONAL.lengthKm());
    }

    private static double gaussianLength(double latticeKm) {
        return latticeKm * CorrelatedNoise.CORRELATIONS * Math.sqrt(2 / Math.PI);
    }

    /// The winds as they really are.
    public Meteorology winds() {
        return winds;
    }

    /// Variables of the fluxes: factors of release, of uptake, what is no factor.
    public int fluxVariables() {
        return 2 * factors.variables() + extra.variables();
    }

    /// Variables of the CO2 of inflow and begin.
    public int airVariables() {
        return WaveParts.COUNT;
    }

    /// Adds a weight times the error of the natural flux of a cell.
    ///
    /// @param bin three hours, whole numbers since 1970
    /// @param answers one a flux variable
    public void addFlux(int bin, int cell, double weight, double[] answers) {
        final Bin three = bin(bin);
        final double middle = (bin + 0.5) * HOURS * 3600;
        final int count = factors.variables();
        factors.add(middle, cell, weight * factorSd * three.release[cell], answers, 0);
        factors.add(middle, cell, weight * factorSd * three.uptake[cell], answers, count);
        extra.add(middle, cell, weight * three.extra[cell], answers, 2 * count);
    }

    /// True natural flux minus the prior's, µmol m-2 s-1.
    public double fluxError(int bin, int cell) {
        return bin(bin).error[cell];
    }

    /// Adds a weight times the error of CO2 that comes from a place, ppm.
    ///
    /// @param answers one an air variable
    public void addAir(
            double latitude, double longitude, double pressurePa, long epochSeconds, double weight, double[] answers) {
        final double depth = Math.min(1, pressurePa / SigmaLevels.STANDARD_PA);
        WaveParts.add(
                latitude, longitude, (double) epochSeconds, weight * inflowErrorPpm * (0.5 + 0.5 * depth), answers, 0);
    }

    /// Covariance of the errors that neighbouring retrievals share, ppm² `[n * n]`.
    ///
    /// @param times seconds since 1970, one an observation, as `latitudes` and `longitudes`
    public static double[] sharedRetrievalErrors(double[] times, double[] latitudes, double[] longitudes) {
        final int n = times.length;
        final double[] covariance = new double[n * n];
        final Map<List<Long>, Map<Integer, Double>> corners = new HashMap<>();
        for (int o = 0; o < n; o++) {
            final int observation = o;
            RetrievalError.REGIONAL.corners(
                    times[o], latitudes[o], longitudes[o], (corner, weight) -> corners.computeIfAbsent(
                                    corner, _ -> new HashMap<>())
                            .put(observation, RetrievalError.REGIONAL_SD_PPM * weight));
        }
        for (Map<Integer, Double> sharing : corners.values())
            sharing.forEach((one, weight) ->
                    sharing.forEach((other, otherWeight) -> covariance[one * n + other] += weight * otherWeight));
        return covariance;
    }

    private Bin bin(int number) {
        return bins.computeIfAbsent(number, this::made);
    }

    private Bin made(int number) {
        final int cells = grid.cells();
        final Bin bin = new Bin(new double[cells], new double[cells], new double[cells], new double[cells]);
        for (int hour = 0; hour < HOURS; hour++) {
            final Instant begin = Instant.ofEpochSecond((number * HOURS + hour) * 3600L);
            final PriorFlux.Fields before = prior.at(begin);
            final PriorFlux.Fields real = truth.at(begin);
            for (int c = 0; c < cells; c++) {
                bin.release[c] += (double) before.release()[c] / HOURS;
                bin.uptake[c] += (double) before.uptake()[c] / HOURS;
                bin.extra[c] += TruthFlux.extraSd(factorSd) * Math.min(1.0, before.release()[c]) / HOURS;
                bin.error[c] += ((double) real.natural(c) - before.natural(c)) / HOURS;
            }
        }
        return bin;
    }
}
