package org.fluxwatch.publish.area;

import java.util.ArrayList;
import java.util.List;

/// Whether sides of rings cross: arcs of great circles, each shorter than half of one.
///
/// Arcs a-b and c-d cross where c and d lie on different sides of the plane through a and b, a and b on different sides
/// of that through c and d, and the planes meet within both. Arcs that only touch do not cross.
final class Crossing {
    /// Sine of an angle that is rounding.
    private static final double ROUNDING = 1e-13;

    private Crossing() {}

    /// @param from a place on the unit sphere `[3]`
    private record Arc(double[] from, double[] to, double[] normal) {}

    /// @param rings closed, of vertices `{longitude, latitude}`
    static boolean anyIn(List<double[][]> rings) {
        final List<Arc> arcs = new ArrayList<>();
        for (double[][] ring : rings)
            for (int v = 1; v < ring.length; v++) {
                final double[] from = place(ring[v - 1]);
                final double[] to = place(ring[v]);
                arcs.add(new Arc(from, to, cross(from, to)));
            }
        for (int a = 0; a < arcs.size(); a++)
            for (int b = 0; b < a; b++) if (cross(arcs.get(a), arcs.get(b))) return true;
        return false;
    }

    private static boolean cross(Arc one, Arc other) {
        final double otherFrom = dot(one.normal, other.from);
        final double otherTo = dot(one.normal, other.to);
        if (!differ(otherFrom, otherTo)) return false;
        final double oneFrom = dot(other.normal, one.from);
        final double oneTo = dot(other.normal, one.to);
        // the second arc goes through the first one's plane at the place itself, not at its antipode
        return differ(oneFrom, oneTo) && otherFrom > 0 != oneFrom > 0;
    }

    private static boolean differ(double a, double b) {
        return a > ROUNDING && b < -ROUNDING || a < -ROUNDING && b > ROUNDING;
    }

    private static double[] place(double[] position) {
        final double longitude = Math.toRadians(position[0]);
        final double latitude = Math.toRadians(position[1]);
        return new double[] {
            Math.cos(latitude) * Math.cos(longitude), Math.cos(latitude) * Math.sin(longitude), Math.sin(latitude)
        };
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
