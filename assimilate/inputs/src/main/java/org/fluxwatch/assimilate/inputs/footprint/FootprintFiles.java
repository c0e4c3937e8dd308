package org.fluxwatch.assimilate.inputs.footprint;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Reason;

/// Files of footprints, found again by place and time.
public final class FootprintFiles {
    private static final double SAME = 1e-6;

    private final Map<Path, FootprintFile> files = new HashMap<>();
    private final TreeMap<Instant, List<Release>> byMiddle = new TreeMap<>();
    private final int releases;

    /// How far a release may be from an observation.
    ///
    /// @param km from its place
    /// @param time from its middle to the observation's time
    public record Near(double km, Duration time) {
        public Near {
            if (!(km > 0)) throw new IllegalArgumentException("distance is " + km + " km, expected > 0");
            if (!time.isPositive()) throw new IllegalArgumentException("time is " + time + ", expected > 0");
        }

        /// 0 at the observation, at most 2 within both.
        double score(Release release, Sought observation) {
            final double far = release.distanceKm(observation.latitude(), observation.longitude()) / km;
            final double late = (double) Duration.between(release.middle(), observation.time())
                            .toMillis()
                    / time.toMillis();
            return Math.abs(late) > 1 || far > 1 ? Double.POSITIVE_INFINITY : far * far + late * late;
        }
    }

    /// An observation that wants a footprint.
    ///
    /// @param isColumn whether it sees a column, else air at one height
    public record Sought(String id, Instant time, double latitude, double longitude, boolean isColumn) {}

    public FootprintFiles(List<FootprintFile> files) {
        for (FootprintFile file : files) {
            this.files.put(file.path(), file);
            for (Release release : file.releases())
                byMiddle.computeIfAbsent(release.middle(), middle -> new ArrayList<>())
                        .add(release);
        }
        releases = files.stream().mapToInt(file -> file.releases().size()).sum();
    }

    /// No footprint of a point, or of a column without its kernel, stands in for one of a column, nor the other way
    /// round. Of a point's height files say nothing that could be held against the observation's.
    public FootprintMatch match(Sought observation, Near near) {
        final List<Release> within = byMiddle
                .subMap(
                        observation.time().minus(near.time),
                        true,
                        observation.time().plus(near.time),
                        true)
                .values()
                .stream()
                .flatMap(List::stream)
                .filter(release -> near.score(release, observation) < Double.POSITIVE_INFINITY)
                .toList();
        if (within.isEmpty()) return missing(Reason.NOT_NEAR, observation, near, "no footprint of the " + releases);
        final List<Release> alike = within.stream()
                .filter(release -> release.receptor() instanceof Receptor.Column == observation.isColumn())
                .toList();
        if (alike.isEmpty())
            return missing(
                    observation.isColumn() ? Reason.NOT_A_COLUMN : Reason.NOT_A_POINT,
                    observation,
                    near,
                    within.getFirst() + " is for "
                            + within.getFirst().receptor().words() + ";");
        final List<Release> serving = alike.stream()
                .filter(release -> !observation.isColumn()
                        || release.receptor().equals(new Receptor.Column(Receptor.Kernel.APPLIED)))
                .toList();
        if (serving.isEmpty())
            return missing(
                    Reason.WITHOUT_KERNEL,
                    observation,
                    near,
                    alike.getFirst() + " is for " + alike.getFirst().receptor().words() + ";");
        return nearest(serving, observation, near);
    }

    private FootprintMatch nearest(List<Release> serving, Sought observation, Near near) {
        double least = Double.POSITIVE_INFINITY;
        for (Release release : serving) least = Math.min(least, near.score(release, observation));
        final double limit = least + SAME;
        final List<Release> nearest = serving.stream()
                .filter(release -> near.score(release, observation) <= limit)
                .toList();
        if (nearest.size() > 1) return new FootprintMatch.Ambiguous(nearest);
        return new FootprintMatch.Found(
                nearest.getFirst(), nearest.getFirst().distanceKm(observation.latitude(), observation.longitude()));
    }

    private FootprintMatch missing(Reason reason, Sought observation, Near near, String what) {
        return new FootprintMatch.Missing(
                reason,
                what + " for " + observation.id() + " at " + observation.time() + ", latitude "
                        + observation.latitude() + ", longitude " + observation.longitude() + " within " + near.km
                        + " km and " + near.time);
    }

    /// @throws org.fluxwatch.contract.netcdf.InputException as [FootprintFile#read]
    public Footprint read(Release release) {
        final FootprintFile file = files.get(release.file());
        if (file == null) throw new IllegalArgumentException(release + " is of none of the files " + files.keySet());
        return file.read(release.index());
    }
}
