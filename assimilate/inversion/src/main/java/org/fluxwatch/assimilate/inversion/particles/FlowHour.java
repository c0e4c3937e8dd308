package org.fluxwatch.assimilate.inversion.particles;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// A prepared hour of air: what particles need of the meteorology, in memory that need not be the heap's.
///
/// @param memory of [#bytes], aligned to 8 bytes
public record FlowHour(MemorySegment memory) {
    private static final ValueLayout.OfLong HOUR = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt STEPS = ValueLayout.JAVA_INT;

    /// Bytes of an hour.
    public static long bytes(Grid grid, SigmaLevels levels) {
        return new FlowLayout(grid, levels).bytes();
    }

    /// Hours from 1970-01-01T00Z to the begin of this one.
    public long hour() {
        return memory.get(HOUR, 0);
    }

    /// Equal steps of the hour.
    public int steps() {
        return memory.get(STEPS, 8);
    }

    void head(long hour, int steps) {
        memory.set(HOUR, 0, hour);
        memory.set(STEPS, 8, steps);
    }

    float word(long at) {
        return memory.getAtIndex(ValueLayout.JAVA_FLOAT, at);
    }
}
