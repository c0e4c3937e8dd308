package org.fluxwatch.assimilate.filter.ensrf;

import java.util.Arrays;
import java.util.List;

/// Where columns or observations lie.
///
/// @param latitude degrees north
/// @param longitude degrees east
record Places(double[] latitude, double[] longitude) {
    static Places of(List<Observation> observations) {
        final Places places = new Places(new double[observations.size()], new double[observations.size()]);
        Arrays.setAll(places.latitude, o -> observations.get(o).latitude());
        Arrays.setAll(places.longitude, o -> observations.get(o).longitude());
        return places;
    }

    int size() {
        return latitude.length;
    }
}
