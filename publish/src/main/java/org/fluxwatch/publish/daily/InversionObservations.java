package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.Innovation;

/// The month's observations as the inversion saw them.
final class InversionObservations {
    private InversionObservations() {}

    static List<CfVariable> of(List<Innovation> innovations) {
        final List<Innovation.Inversion> ofInversion =
                innovations.stream().map(Innovation::ofInversion).toList();
        final String ofStations = ObservationVariables.ofStations(innovations);
        return ObservationVariables.of(
                innovations,
                List.of(
                        ObservationVariables.ppm(
                                ofInversion,
                                "obs_background",
                                "XCO2 of the background, without the fluxes of the estimated cells" + ofStations,
                                Innovation.Inversion::withoutFluxesPpm),
                        ObservationVariables.ppm(
                                innovations,
                                "obs_prior",
                                "XCO2 of the background with the prior fluxes" + ofStations,
                                o -> o.simulated().backgroundPpm()),
                        ObservationVariables.ppm(
                                innovations,
                                "obs_posterior",
                                "XCO2 of the background with the posterior fluxes" + ofStations,
                                o -> o.simulated().analysisPpm()),
                        ObservationVariables.sparse(ofInversion, "obs_lost_share", Innovation.Inversion::lostShare)
                                .described("share of the observation's row whose origin is not known", "1"),
                        CfVariable.texts(
                                        "obs_unused_because",
                                        ObservationVariables.DIMENSION,
                                        ofInversion.stream()
                                                .map(Innovation.Inversion::unusedBecause)
                                                .toList())
                                .with("long_name", "why the observation was not used, where its status does not say")));
    }

    static List<Innovation> read(ClassicFile file, AnalysisIdentity identity) {
        return ObservationVariables.read(
                file, identity, "obs_prior", "obs_posterior", InversionObservations::readDiagnostics);
    }

    private static List<Innovation.Inversion> readDiagnostics(ClassicFile file) {
        final double[] background = NetcdfRead.doubles(file, "obs_background");
        final double[] lost = NetcdfRead.doubles(file, "obs_lost_share");
        final List<String> because = file.texts("obs_unused_because");
        final List<Innovation.Inversion> read = new ArrayList<>();
        for (int n = 0; n < background.length; n++)
            read.add(new Innovation.Inversion(background[n], because.get(n), lost[n]));
        return read;
    }
}
