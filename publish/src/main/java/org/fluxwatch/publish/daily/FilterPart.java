package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.Innovation;

/// What only the filter's days have in a file: the ensemble's size, its consistency, scores by lane, and of each
/// observation spread, lanes and rank.
record FilterPart(DailyAnalysis.Filter filter) {
    /// @throws IllegalStateException when it is no day of the filter
    static FilterPart of(DailyAnalysis day) {
        return new FilterPart(day.ofFilter());
    }

    /// Of attribute `source`: how the analysis was made.
    String method() {
        return "hourly ensemble square-root filter on satellite XCO2, " + filter.members() + " members";
    }

    /// The end of the analysis' name in attribute `history`, may be empty.
    String historyNote() {
        return filter.smoothingDays() == 0
                ? ""
                : ", flux corrected by the observations of " + filter.smoothingDays() + " later days";
    }

    /// Global attributes, after `revision`.
    List<ClassicAttribute> attributes() {
        return List.of(
                ClassicAttribute.of("smoothing_days", filter.smoothingDays()),
                ClassicAttribute.of("members", filter.members()),
                ClassicAttribute.of("spin_up", filter.spinUp() ? 1 : 0));
    }

    /// Whether the day is consistent with its errors; before the regions.
    List<CfVariable> consistency() {
        final List<CfVariable> variables = new ArrayList<>();
        variables.add(CfVariable.ofPeriod("chi_square", filter.chiSquare())
                .described("mean of (o - b)^2 / (spread^2 + error^2) over the assimilated observations", "1"));
        variables.add(CfVariable.of("spin_up", ProductFile.TIME, new int[] {1}, new ClassicValues.Bytes(new byte[] {
                    (byte) (filter.spinUp() ? 1 : 0)
                }))
                .with("long_name", "whether the ensemble is still finding its spread")
                .with("flag_values", new ClassicValues.Bytes(new byte[] {0, 1}))
                .with("flag_meanings", "settled spin_up"));
        if (!filter.rankHistogram().isEmpty())
            variables.add(CfVariable.ofPeriod(
                            "rank_histogram",
                            "rank",
                            filter.rankHistogram().stream().mapToInt(n -> n).toArray())
                    .described("observations, assimilated or withheld, by members below them", "1"));
        return variables;
    }

    /// How far the day is from its observations; after the regions.
    List<CfVariable> scores() {
        return ScoreVariables.of(filter.statistics());
    }

    /// What only the filter can say of its observations, along their dimension.
    static List<CfVariable> ofObservations(List<Innovation> innovations) {
        final List<Innovation.Filter> ofFilter =
                innovations.stream().map(Innovation::ofFilter).toList();
        return List.of(
                ObservationVariables.ppm(
                        innovations, "obs_background", "simulated XCO2 before the update", o -> o.simulated()
                                .backgroundPpm()),
                ObservationVariables.ppm(
                        innovations, "obs_analysis", "simulated XCO2 after the update", o -> o.simulated()
                                .analysisPpm()),
                ObservationVariables.ppm(
                        ofFilter,
                        "obs_spread",
                        "standard deviation of simulated XCO2 over members before the update",
                        Innovation.Filter::spreadPpm),
                ObservationVariables.ppm(
                        ofFilter, "obs_control", "simulated XCO2 of the control lane", Innovation.Filter::controlPpm),
                ObservationVariables.ppm(
                        ofFilter,
                        "obs_forecast",
                        "simulated XCO2 of the forecast lane",
                        Innovation.Filter::forecastPpm),
                CfVariable.ints(
                                "obs_rank",
                                ObservationVariables.DIMENSION,
                                ofFilter.stream()
                                        .mapToInt(Innovation.Filter::rank)
                                        .toArray())
                        .described("members below the perturbed observation", "1"));
    }

    /// Of the day.
    static DailyAnalysis.Filter read(ClassicFile file, ClassicFile observations) {
        return new DailyAnalysis.Filter(
                NetcdfRead.number(file, "members"),
                NetcdfRead.number(file, "smoothing_days"),
                file.number("spin_up").orElse(0) == 1,
                NetcdfRead.doubles(file, "chi_square")[0],
                readRankHistogram(file),
                ScoreVariables.read(observations));
    }

    private static List<Integer> readRankHistogram(ClassicFile file) {
        final List<Integer> ranks = new ArrayList<>();
        if (file.has("rank_histogram")) for (int count : file.ints("rank_histogram")) ranks.add(count);
        return ranks;
    }

    static List<Innovation> readInnovations(ClassicFile file, AnalysisIdentity identity) {
        return ObservationVariables.read(
                file, identity, "obs_background", "obs_analysis", FilterPart::readOfObservations);
    }

    private static List<Innovation.Filter> readOfObservations(ClassicFile file) {
        final double[] spread = NetcdfRead.doubles(file, "obs_spread");
        final double[] control = NetcdfRead.doubles(file, "obs_control");
        final double[] forecast = NetcdfRead.doubles(file, "obs_forecast");
        final int[] rank = file.ints("obs_rank");
        final List<Innovation.Filter> read = new ArrayList<>();
        final List<FluxShares> shares = ShareVariables.read(file, rank.length);
        for (int n = 0; n < rank.length; n++)
            read.add(new Innovation.Filter(spread[n], control[n], forecast[n], rank[n], shares.get(n)));
        return read;
    }
}
