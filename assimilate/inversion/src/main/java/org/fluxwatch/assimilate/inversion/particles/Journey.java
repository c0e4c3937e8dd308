package org.fluxwatch.assimilate.inversion.particles;

import org.fluxwatch.assimilate.inversion.row.Row;

/// Takes the particles of one receptor back in time; the work space of one worker.
final class Journey {
    private static final long HOUR = 3600;

    private final FlowLayout layout;
    private final Advance advance;
    private final Release release;
    private final Cloud cloud = new Cloud();
    private final Footprint footprint;
    private final Origins origins;
    private int left;
    private int atHorizon;
    private int astray;
    private long done;

    Journey(FlowLayout layout) {
        this.layout = layout;
        advance = new Advance(layout);
        release = new Release(layout);
        footprint = new Footprint(layout);
        origins = new Origins(layout);
    }

    /// @param begin of the time that the particles travel through, seconds since 1970-01-01T00Z
    /// @param key of the receptor's random numbers
    Trace trace(Receptor receptor, int particles, long begin, long key, FlowHours hours) {
        if (receptor.weights().nz() != layout.levels().nz())
            throw new IllegalArgumentException("receptor " + receptor.id() + " sees "
                    + receptor.weights().nz() + " layers, the air has "
                    + layout.levels().nz());
        release.into(cloud, receptor.weights(), particles, key);
        final int released = cloud.size;
        origins.start(released);
        left = 0;
        atHorizon = 0;
        astray = 0;
        done = 0;
        long time = FlowSpan.end(receptor);
        FlowHour hour;
        do {
            hour = found(hours, Math.floorDiv(time - 1, HOUR), receptor);
            final long to = Math.max(begin, hour.hour() * HOUR);
            through(hour, step(hour, time), step(hour, to), key, time == FlowSpan.end(receptor));
            time = to;
        } while (time > begin && cloud.size > 0);
        advance.footprint(hour, cloud, 0.5f, footprint.open()); // of the step at the horizon half is after it
        footprint.finish();
        for (int p = 0; p < cloud.size; p++) if (add(hour, p, cloud.column[p], begin)) atHorizon++;
        final Row row = new Row(
                receptor.id(),
                receptor.time(),
                footprint.bins(),
                footprint.cells(),
                footprint.values(),
                origins.gathered());
        return new Trace(row, released, left, atHorizon, astray, footprint.negative(), done);
    }

    private static FlowHour found(FlowHours hours, long hour, Receptor receptor) {
        return hours.at(hour)
                .orElseThrow(() -> new IllegalStateException("receptor " + receptor.id() + " needs the hour " + hour
                        + " since 1970, which is not prepared"));
    }

    private static int step(FlowHour hour, long time) {
        return (int) Math.round((time - hour.hour() * HOUR) * hour.steps() / (double) HOUR);
    }

    /// Backwards over the steps from - 1 to to of an hour.
    private void through(FlowHour hour, int from, int to, long key, boolean first) {
        final int bin = Math.toIntExact(Math.floorDiv(hour.hour() * HOUR, (long) Row.BIN_SECONDS));
        if (first) footprint.start(bin);
        final boolean edge = first || bin != footprint.bin();
        if (edge && !first) footprint.openBefore(bin);
        if (edge) cloud.sort(layout.columns());
        for (int block = 0; block < cloud.size; block += Advance.BLOCK)
            for (int step = from - 1; step >= to; step--)
                advance.step(
                        hour,
                        step,
                        Draw.mixed(key + 4096 * hour.hour() + step),
                        cloud,
                        block,
                        Math.min(cloud.size, block + Advance.BLOCK),
                        edge && step == from - 1 ? footprint.edge() : footprint.open());
        if (edge) footprint.settleEdge();
        done += (long) (from - to) * cloud.size;
        harvest(hour, to);
    }

    /// Takes out those that left in the hour.
    private void harvest(FlowHour hour, int to) {
        for (int p = 0; p < cloud.size; p++) {
            if (cloud.column[p] >= 0) continue;
            done -= cloud.leftIn[p] - to;
            final long time = hour.hour() * HOUR + HOUR * cloud.leftIn[p] / hour.steps();
            if (add(hour, p, ~cloud.column[p], time)) left++;
        }
        cloud.compact();
    }

    private boolean add(FlowHour hour, int p, int column, long time) {
        final boolean known = origins.add(hour, cloud, p, column, time);
        if (!known) astray++;
        return known;
    }
}
