package org.fluxwatch.contract.area;

import java.util.Arrays;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;

/// A polygon that is cut by lines along the axes (Sutherland and Hodgman 1974, Comm. ACM 17, 32-42). Vertices are kept
/// and reused.
public final class PlanePolygon {
    /// Gauss-Legendre on 0 to 1, five points.
    private static final double[] POINTS;

    private static final double[] WEIGHTS;

    static {
        final double root = 2 * Math.sqrt(10.0 / 7);
        final double inner = Math.sqrt(5 - root) / 3;
        final double outer = Math.sqrt(5 + root) / 3;
        final double innerWeight = (322 + 13 * Math.sqrt(70)) / 1800;
        final double outerWeight = (322 - 13 * Math.sqrt(70)) / 1800;
        POINTS = new double[] {
            0.5 - 0.5 * outer, 0.5 - 0.5 * inner, 0.5, 0.5 + 0.5 * inner, 0.5 + 0.5 * outer,
        };
        WEIGHTS = new double[] {outerWeight, innerWeight, 64.0 / 225, innerWeight, outerWeight};
    }

    private int size;
    private double[] x = new double[16];
    private double[] y = new double[16];
    private double[] spareX = new double[16];
    private double[] spareY = new double[16];

    public void clear() {
        size = 0;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public void add(double vertexX, double vertexY) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        x[size] = vertexX;
        y[size++] = vertexY;
    }

    public void copy(PlanePolygon other) {
        size = 0;
        addShifted(other, 0);
    }

    /// Adds the vertices of another.
    public void addShifted(PlanePolygon other, double eastwards) {
        for (int a = 0; a < other.size; a++) add(other.x[a] + eastwards, other.y[a]);
    }

    public double leastX() {
        return least(x);
    }

    public double leastY() {
        return least(y);
    }

    public double greatestX() {
        return greatest(x);
    }

    public double greatestY() {
        return greatest(y);
    }

    private double least(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < size; a++) least = Math.min(least, values[a]);
        return least;
    }

    private double greatest(double[] values) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < size; a++) greatest = Math.max(greatest, values[a]);
        return greatest;
    }

    /// Moves the part where x is below `at` to `below`; the rest stays.
    public void cutX(double at, PlanePolygon below) {
        cut(true, at, below);
    }

    /// Moves the part where y is below `at` to `below`; the rest stays.
    public void cutY(double at, PlanePolygon below) {
        cut(false, at, below);
    }

    private void cut(boolean alongX, double at, PlanePolygon below) {
        final double[] fromX = x;
        final double[] fromY = y;
        final double[] across = alongX ? fromX : fromY;
        final int vertices = size;
        x = spareX;
        y = spareY;
        size = 0;
        below.size = 0;
        for (int a = 0; a < vertices; a++) {
            final int b = a + 1 == vertices ? 0 : a + 1;
            if (across[a] <= at) below.add(fromX[a], fromY[a]);
            if (across[a] >= at) add(fromX[a], fromY[a]);
            if (across[a] < at && across[b] > at || across[a] > at && across[b] < at) {
                final double share = (at - across[a]) / (across[b] - across[a]);
                final double crossingX = alongX ? at : fromX[a] + share * (fromX[b] - fromX[a]);
                final double crossingY = alongX ? fromY[a] + share * (fromY[b] - fromY[a]) : at;
                below.add(crossingX, crossingY);
                add(crossingX, crossingY);
            }
        }
        spareX = fromX;
        spareY = fromY;
        if (size < 3) size = 0;
        if (below.size < 3) below.size = 0;
    }

    /// Area on the plane, counter-clockwise positive.
    public double area() {
        double twice = 0;
        for (int a = 2; a < size; a++) twice += (x[a - 1] - x[0]) * (y[a] - y[0]) - (x[a] - x[0]) * (y[a - 1] - y[0]);
        return 0.5 * twice;
    }

    /// Area on the sphere of a polygon whose unit is a grid's cell and whose origin is the domain's corner,
    /// counter-clockwise positive, m².
    public double areaM2(StereographicGrid grid) {
        final double diameter = 2 * Sphere.RADIUS_M;
        return diameter * diameter * sphereArea(0.5 * grid.nx(), 0.5 * grid.ny(), 1e3 * grid.cellKm() / diameter);
    }

    /// Area on the sphere under a stereographic plane, counter-clockwise positive, in units of `4 R²`:
    /// ```
    /// dA = dX dY / k² = d((X dY - Y dX) / 2k)     k = 1 + X² + Y²     X = scale (x - centreX), Y likewise
    /// ```
    /// Along a chord `X dY - Y dX` is constant, and 1 / k is integrated by Gauss-Legendre.
    private double sphereArea(double centreX, double centreY, double scale) {
        double sum = 0;
        for (int a = 0; a < size; a++) {
            final int b = a + 1 == size ? 0 : a + 1;
            final double fromX = scale * (x[a] - centreX);
            final double fromY = scale * (y[a] - centreY);
            final double dX = scale * (x[b] - x[a]);
            final double dY = scale * (y[b] - y[a]);
            double inverse = 0;
            for (int g = 0; g < POINTS.length; g++) {
                final double gX = fromX + POINTS[g] * dX;
                final double gY = fromY + POINTS[g] * dY;
                inverse += WEIGHTS[g] / (1 + gX * gX + gY * gY);
            }
            sum += 0.5 * (fromX * dY - fromY * dX) * inverse;
        }
        return sum;
    }
}
