package org.fluxwatch.assimilate.inversion.particles;

import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.BOTTOM;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.EAST;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.FIELDS;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.MASS;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.NORTH;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.RISE;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.SOUTH;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.TOP;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.WEST;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Carries particles backwards by one step: vertical mixing, which leaves a footprint, then air flow.
/// ```
/// k  <- j with probability P_kj;  footprint += w P_k0 Δt A M_air / m_0     expected, not realised, visits
/// m' =  m + F_before - F_after                                            of each cell along one axis
/// ξ' =  (ξ m + F_before) / m'                                             ξ: share of the cell's air before the
// particle
/// ```
/// Air flows along x, then y, then z, each by its own fluxes, as the transport model splits it. Along one axis the air
/// that lies before a particle is what has lain there and what came in; so the particle's place follows exactly, in any
/// cell, for any step, and air that is well mixed stays so to rounding. Velocity is linear between the faces.
final class Advance {
    private static final float BELOW_ONE = Math.nextDown(1f);

    private final int nz;
    private final int width;
    private final int mixing;

    Advance(FlowLayout layout) {
        nz = layout.levels().nz();
        width = layout.width();
        mixing = layout.mixing();
    }

    /// @param step 0 to steps - 1; from its end to its begin
    /// @param key of the receptor and the step
    /// @param from first particle
    /// @param to after the last particle
    /// @param footprint of the step, added to `[columns]`
    void step(FlowHour hour, int step, long key, Cloud cloud, int from, int to, float[] footprint) {
        final MemorySegment memory = hour.memory();
        final int[] column = cloud.column;
        final int[] level = cloud.level;
        final float[] x = cloud.x;
        final float[] y = cloud.y;
        final float[] z = cloud.z;
        final float[] weight = cloud.weight;
        final int[] number = cloud.number;
        final float passed = step + 1;
        for (int p = from; p < to; p++) {
            int c = column[p];
            if (c < 0) continue;
            int k = level[p];
            final int row = mixing + (c * nz + k) * (nz + 1);
            footprint[c] += weight[p] * f(memory, row + nz);
            final long bits = Draw.bits(key, number[p]);
            final long drawn = (bits >>> 32) * nz;
            final int slot = (int) (drawn >>> 32);
            final int next = AliasTable.outcome(memory.getAtIndex(ValueLayout.JAVA_INT, row + slot), slot, (int) drawn);
            final float height = next == k ? z[p] : Draw.unit(bits);
            k = next;

            int at = FlowLayout.HEADER + (c * nz + k) * FIELDS;
            float before = f(memory, at + WEST);
            float mass = f(memory, at + MASS) + passed * f(memory, at + RISE);
            float ahead = x[p] * mass + before;
            mass += before - f(memory, at + EAST);
            if (ahead >= 0 && ahead < mass) x[p] = ahead / mass;
            else {
                c = alongX(memory, passed, p, c, k, ahead, mass, cloud);
                at = FlowLayout.HEADER + (c * nz + k) * FIELDS;
                mass = afterX(memory, at, passed);
            }
            before = f(memory, at + SOUTH);
            ahead = y[p] * mass + before;
            mass += before - f(memory, at + NORTH);
            if (ahead >= 0 && ahead < mass) y[p] = ahead / mass;
            else {
                c = alongY(memory, passed, p, c, k, ahead, mass, cloud);
                at = FlowLayout.HEADER + (c * nz + k) * FIELDS;
                mass = afterY(memory, at, passed);
            }
            before = f(memory, at + BOTTOM);
            ahead = height * mass + before;
            mass += before - f(memory, at + TOP);
            if (ahead >= 0 && ahead < mass) z[p] = ahead / mass;
            else k = alongZ(memory, passed, p, c, k, ahead, mass, cloud);
            column[p] = c;
            level[p] = k;
            if (f(memory, at + MASS) == 0) leave(cloud, p, step);
        }
    }

    /// The footprint of a share of a step, without taking it.
    void footprint(FlowHour hour, Cloud cloud, float share, float[] footprint) {
        for (int p = 0; p < cloud.size; p++) {
            final int row = mixing + (cloud.column[p] * nz + cloud.level[p]) * (nz + 1);
            footprint[cloud.column[p]] += share * cloud.weight[p] * f(hour.memory(), row + nz);
        }
    }

    private static float f(MemorySegment memory, int word) {
        return memory.getAtIndex(ValueLayout.JAVA_FLOAT, word);
    }

    private static void leave(Cloud cloud, int p, int step) {
        cloud.column[p] = ~cloud.column[p];
        cloud.leftIn[p] = step;
    }

    private static float afterX(MemorySegment memory, int at, float passed) {
        return f(memory, at + MASS) + passed * f(memory, at + RISE) + (f(memory, at + WEST) - f(memory, at + EAST));
    }

    private static float afterY(MemorySegment memory, int at, float passed) {
        return afterX(memory, at, passed) + (f(memory, at + SOUTH) - f(memory, at + NORTH));
    }

    private static float afterZ(MemorySegment memory, int at, float passed) {
        return afterY(memory, at, passed) + (f(memory, at + BOTTOM) - f(memory, at + TOP));
    }

    /// Of a particle that leaves its cell along x, the column that it comes to; on the rim its place is the face that
    // it
    /// went through.
    private int alongX(
            MemorySegment memory, float passed, int p, int from, int k, float ahead, float mass, Cloud cloud) {
        int c = from;
        float here = ahead;
        float air = mass;
        while (!(here < air)) {
            here -= air;
            c++;
            air = afterX(memory, FlowLayout.HEADER + (c * nz + k) * FIELDS, passed);
            if (air == 0) {
                cloud.x[p] = 0;
                return c;
            }
        }
        while (here < 0) {
            c--;
            air = afterX(memory, FlowLayout.HEADER + (c * nz + k) * FIELDS, passed);
            here += air;
            if (air == 0) {
                cloud.x[p] = 1;
                return c;
            }
        }
        cloud.x[p] = here / air;
        return c;
    }

    private int alongY(
            MemorySegment memory, float passed, int p, int from, int k, float ahead, float mass, Cloud cloud) {
        int c = from;
        float here = ahead;
        float air = mass;
        if (air == 0) return c; // it has left along x
        while (!(here < air)) {
            here -= air;
            c += width;
            air = afterY(memory, FlowLayout.HEADER + (c * nz + k) * FIELDS, passed);
            if (air == 0) {
                cloud.y[p] = 0;
                return c;
            }
        }
        while (here < 0) {
            c -= width;
            air = afterY(memory, FlowLayout.HEADER + (c * nz + k) * FIELDS, passed);
            here += air;
            if (air == 0) {
                cloud.y[p] = 1;
                return c;
            }
        }
        cloud.y[p] = here / air;
        return c;
    }

    /// No air passes the ground or the top: what rounding puts beyond stays inside.
    private int alongZ(
            MemorySegment memory, float passed, int p, int c, int from, float ahead, float mass, Cloud cloud) {
        int k = from;
        float here = ahead;
        float air = mass;
        if (air == 0) return k; // it has left along x or y
        while (!(here < air) && k < nz - 1) {
            here -= air;
            k++;
            air = afterZ(memory, FlowLayout.HEADER + (c * nz + k) * FIELDS, passed);
        }
        while (here < 0 && k > 0) {
            k--;
            air = afterZ(memory, FlowLayout.HEADER + (c * nz + k) * FIELDS, passed);
            here += air;
        }
        cloud.z[p] = Math.clamp(here / air, 0f, BELOW_ONE);
        return k;
    }
}
