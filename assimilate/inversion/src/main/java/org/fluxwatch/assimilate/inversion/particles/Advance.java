package org.fluxwatch.assimilate.inversion.particles;

import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.ALIAS;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.BOTTOM;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.EAST;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.FOOTPRINT;
import static org.fluxwatch.assimilate.inversion.particles.FlowLayout.HEADER;
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
/// ξ' =  (ξ m + F_before) / m'                    ξ: share of the cell's air before the particle
/// ```
/// Air flows along x, then y, then z, each by its own fluxes, as the transport model splits it. Along one axis the air
/// that lies before a particle is what has lain there and what came in; so the particle's place follows exactly, in any
/// cell, for any step, and air that is well mixed stays so to rounding. Velocity is linear between the faces.
final class Advance {
    /// Particles that are taken through the steps of an hour together: they and their cells stay in the first caches.
    static final int BLOCK = 256;

    private static final float BELOW_ONE = Math.nextDown(1f);

    private final int nz;
    private final int width;
    private final int words;
    /// Particles of a block that leave their cells in a step.
    private final int[] crossing = new int[BLOCK + 1];

    private final float[] crossingX = new float[BLOCK + 1];
    private final float[] crossingY = new float[BLOCK + 1];
    private final float[] crossingZ = new float[BLOCK + 1];

    Advance(FlowLayout layout) {
        nz = layout.levels().nz();
        width = layout.width();
        words = layout.words();
    }

    /// Loops without branches over independent particles, so that the processor waits for many of their cells at once;
    /// then, one by one, those that leave their cells.
    ///
    /// @param step 0 to steps - 1; from its end to its begin
    /// @param key of the receptor and the step
    /// @param from first particle
    /// @param to after the last particle; [#BLOCK] at most
    /// @param footprint of the step, added to `[columns]`
    void step(FlowHour hour, int step, long key, Cloud cloud, int from, int to, float[] footprint) {
        final MemorySegment memory = hour.memory();
        mix(memory, key, cloud, from, to, footprint);
        final float passed = step + 1;
        final int crossings = inside(memory, passed, cloud, from, to);
        for (int n = 0; n < crossings; n++) {
            final int p = crossing[n];
            cloud.x[p] = crossingX[n];
            cloud.y[p] = crossingY[n];
            cloud.z[p] = crossingZ[n];
            cross(memory, passed, p, cloud);
            if (f(memory, at(cloud.column[p], cloud.level[p]) + MASS) == 0) leave(cloud, p, step);
        }
    }

    private int at(int column, int level) {
        return HEADER + (column * nz + level) * words;
    }

    private void mix(MemorySegment memory, long key, Cloud cloud, int from, int to, float[] footprint) {
        final int[] column = cloud.column;
        final int[] level = cloud.level;
        final float[] z = cloud.z;
        final float[] weight = cloud.weight;
        final int[] number = cloud.number;
        for (int p = from; p < to; p++) {
            final int c = column[p];
            if (c < 0) continue;
            final int k = level[p];
            final int at = at(c, k);
            footprint[c] += weight[p] * f(memory, at + FOOTPRINT);
            final long bits = Draw.bits(key, number[p]);
            final long drawn = (bits >>> 32) * nz;
            final int slot = (int) (drawn >>> 32);
            final int word = memory.getAtIndex(ValueLayout.JAVA_INT, at + ALIAS + slot);
            final int next = AliasTable.outcome(word, slot, (int) drawn);
            final int moves = (next - k | k - next) >> 31; // all bits or none
            z[p] = Float.intBitsToFloat(bits(z[p]) & ~moves | bits(Draw.unit(bits)) & moves);
            level[p] = next;
        }
    }

    private static int bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    /// Carries particles that stay in their cells and lists the others with the places that they were in.
    ///
    /// @return how many it listed
    private int inside(MemorySegment memory, float passed, Cloud cloud, int from, int to) {
        final int[] column = cloud.column;
        final int[] level = cloud.level;
        final float[] x = cloud.x;
        final float[] y = cloud.y;
        final float[] z = cloud.z;
        int crossings = 0;
        for (int p = from; p < to; p++) {
            final int c = column[p];
            if (c < 0) continue;
            final int at = at(c, level[p]);
            final float west = f(memory, at + WEST);
            final float south = f(memory, at + SOUTH);
            final float bottom = f(memory, at + BOTTOM);
            final float mass = f(memory, at + MASS) + passed * f(memory, at + RISE);
            final float aheadX = x[p] * mass + west;
            final float massX = mass + (west - f(memory, at + EAST));
            final float aheadY = y[p] * massX + south;
            final float massY = massX + (south - f(memory, at + NORTH));
            final float aheadZ = z[p] * massY + bottom;
            final float massZ = massY + (bottom - f(memory, at + TOP));
            // the sign of any: something ahead or behind is below zero
            final int leaves = bits(aheadX)
                    | bits(aheadY)
                    | bits(aheadZ)
                    | bits(massX - aheadX)
                    | bits(massY - aheadY)
                    | bits(massZ - aheadZ);
            crossing[crossings] = p;
            crossingX[crossings] = x[p];
            crossingY[crossings] = y[p];
            crossingZ[crossings] = z[p];
            crossings += leaves >>> 31;
            x[p] = aheadX / massX;
            y[p] = aheadY / massY;
            z[p] = aheadZ / massZ;
        }
        return crossings;
    }

    /// Carries one particle, wherever it comes to.
    private void cross(MemorySegment memory, float passed, int p, Cloud cloud) {
        int c = cloud.column[p];
        int k = cloud.level[p];
        int at = at(c, k);
        float before = f(memory, at + WEST);
        float mass = f(memory, at + MASS) + passed * f(memory, at + RISE);
        float ahead = cloud.x[p] * mass + before;
        mass += before - f(memory, at + EAST);
        if (ahead >= 0 && ahead < mass) cloud.x[p] = ahead / mass;
        else {
            c = alongX(memory, passed, p, c, k, ahead, mass, cloud);
            at = at(c, k);
            mass = afterX(memory, at, passed);
        }
        before = f(memory, at + SOUTH);
        ahead = cloud.y[p] * mass + before;
        mass += before - f(memory, at + NORTH);
        if (ahead >= 0 && ahead < mass) cloud.y[p] = ahead / mass;
        else {
            c = alongY(memory, passed, p, c, k, ahead, mass, cloud);
            at = at(c, k);
            mass = afterY(memory, at, passed);
        }
        before = f(memory, at + BOTTOM);
        ahead = cloud.z[p] * mass + before;
        mass += before - f(memory, at + TOP);
        if (ahead >= 0 && ahead < mass) cloud.z[p] = ahead / mass;
        else k = alongZ(memory, passed, p, c, k, ahead, mass, cloud);
        cloud.column[p] = c;
        cloud.level[p] = k;
    }

    /// The footprint of a share of a step, without taking it.
    void footprint(FlowHour hour, Cloud cloud, float share, float[] footprint) {
        for (int p = 0; p < cloud.size; p++) {
            final int at = at(cloud.column[p], cloud.level[p]);
            footprint[cloud.column[p]] += share * cloud.weight[p] * f(hour.memory(), at + FOOTPRINT);
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

    /// Of a particle that leaves its cell along x, the column that it comes to; on the rim its place is the face
    /// that it went through.
    private int alongX(
            MemorySegment memory, float passed, int p, int from, int k, float ahead, float mass, Cloud cloud) {
        int c = from;
        float here = ahead;
        float air = mass;
        while (!(here < air)) {
            here -= air;
            c++;
            air = afterX(memory, at(c, k), passed);
            if (air == 0) {
                cloud.x[p] = 0;
                return c;
            }
        }
        while (here < 0) {
            c--;
            air = afterX(memory, at(c, k), passed);
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
            air = afterY(memory, at(c, k), passed);
            if (air == 0) {
                cloud.y[p] = 0;
                return c;
            }
        }
        while (here < 0) {
            c -= width;
            air = afterY(memory, at(c, k), passed);
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
            air = afterZ(memory, at(c, k), passed);
        }
        while (here < 0 && k > 0) {
            k--;
            air = afterZ(memory, at(c, k), passed);
            here += air;
        }
        cloud.z[p] = Math.clamp(here / air, 0f, BELOW_ONE);
        return k;
    }
}
