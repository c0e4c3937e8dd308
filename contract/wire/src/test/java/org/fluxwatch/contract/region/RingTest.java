package org.fluxwatch.contract.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.fluxwatch.contract.grid.Sphere;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RingTest {
    private static final double SPHERE_M2 = 4 * Math.PI * Sphere.RADIUS_M * Sphere.RADIUS_M;
    private static final double[][] OCTANT = {{0, 0}, {90, 0}, {0, 90}};

    private static Ring ring(double[]... vertices) {
        return new Ring("test", vertices);
    }

    private static double[][] turned(double[][] vertices) {
        final double[][] turned = new double[vertices.length][];
        for (int v = 0; v < vertices.length; v++) turned[v] = vertices[vertices.length - 1 - v];
        return turned;
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void anOctantIsAnEighthOfTheSphere() {
        for (double[][] octant : new double[][][] {OCTANT, turned(OCTANT)}) {
            final Ring ring = ring(octant);
            assertThat(ring.areaM2() / SPHERE_M2).isCloseTo(0.125, within(1e-15));
            assertThat(ring.contains(10, 45)).isTrue();
            assertThat(ring.contains(89.9, 45)).isTrue();
            assertThat(ring.contains(10, 405)).isTrue();
            assertThat(ring.contains(-10, 45)).isFalse();
            assertThat(ring.contains(10, 95)).isFalse();
            assertThat(ring.contains(89.9, -45)).isFalse();
        }
        assertThat(ring(OCTANT).leftInside()).isTrue();
        assertThat(ring(turned(OCTANT)).leftInside()).isFalse();
    }

    /// Girard: a triangle's area is the sum of its angles less π; the angles are those between the planes of the sides.
    @ParameterizedTest
    @MethodSource("seeds")
    void aTriangleHasGirardsExcess(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[][] vertices = new double[3][];
        final double[][] p = new double[3][];
        for (int v = 0; v < 3; v++) {
            final double z = random.nextDouble(-1, 1);
            final double longitude = random.nextDouble(-180, 360);
            vertices[v] = new double[] {longitude, Math.toDegrees(Math.asin(z))};
            final double r = Math.sqrt(1 - z * z);
            p[v] = new double[] {r * Math.cos(Math.toRadians(longitude)), r * Math.sin(Math.toRadians(longitude)), z};
        }
        double excess = -Math.PI;
        for (int v = 0; v < 3; v++) excess += angle(p[v], p[(v + 1) % 3], p[(v + 2) % 3]);
        final Ring ring = ring(vertices);
        assertThat(ring.areaM2() / (Sphere.RADIUS_M * Sphere.RADIUS_M)).isCloseTo(excess, within(1e-12));
        for (int n = 0; n < 100; n++) {
            final double z = random.nextDouble(-1, 1);
            final double longitude = random.nextDouble(-180, 360);
            final double r = Math.sqrt(1 - z * z);
            final double[] place = {r * Math.cos(Math.toRadians(longitude)), r * Math.sin(Math.toRadians(longitude)), z
            };
            final double turn = Math.signum(dot(cross(p[0], p[1]), p[2]));
            boolean inside = true;
            for (int v = 0; v < 3; v++) inside &= turn * dot(cross(p[v], p[(v + 1) % 3]), place) > 0;
            assertThat(ring.contains(Math.toDegrees(Math.asin(z)), longitude)).isEqualTo(inside);
            assertThat(ring.leftInside()).isEqualTo(turn > 0);
        }
    }

    private static double angle(double[] at, double[] b, double[] c) {
        final double[] toB = cross(at, b);
        final double[] toC = cross(at, c);
        final double[] turn = cross(toB, toC);
        return Math.atan2(Math.sqrt(dot(turn, turn)), dot(toB, toC));
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    @Test
    void aRingMayGoRoundAPole() {
        final double[][] cap = new double[3600][];
        for (int v = 0; v < cap.length; v++) cap[v] = new double[] {0.1 * v, -60};
        final BoxRegion box = new BoxRegion("cap", -90, -60, 0, 360);
        for (double[][] vertices : new double[][][] {cap, turned(cap)}) {
            final Ring ring = ring(vertices);
            assertThat(ring.areaM2() / box.areaM2()).isCloseTo(1, within(1e-5));
            assertThat(ring.contains(-90, 0)).isTrue();
            assertThat(ring.contains(-61, 77.77)).isTrue();
            assertThat(ring.contains(-59, 77.77)).isFalse();
            assertThat(ring.contains(90, 0)).isFalse();
        }
    }

    @Test
    void aMapsSidesAlongTheDateLineToThePoleEncloseNothing() {
        final double[][] plain = {{-180, -80}, {-60, -70}, {60, -70}, {180, -80}};
        final double[][] framed = {{-180, -90}, {-180, -80}, {-60, -70}, {60, -70}, {180, -80}, {180, -90}};
        assertThat(ring(framed).areaM2() / ring(plain).areaM2()).isCloseTo(1, within(1e-12));
        assertThat(ring(framed).contains(-89, 10)).isTrue();
        assertThat(ring(framed).contains(-89, 180)).isTrue();
    }

    @Test
    void aSideMayPassOverAPole() {
        final Ring ring = ring(new double[][] {{0, 80}, {180, 80}, {90, 70}});
        assertThat(ring.contains(75, 90)).isTrue();
        assertThat(ring.contains(89, 45)).isTrue();
        assertThat(ring.contains(89, -45)).isFalse();
        assertThat(ring.areaM2()
                        / ring(new double[][] {{90, 70}, {0, 80}, {180, 80}}).areaM2())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void aRingMayCrossTheDateLineInLongitudesOfAnyTurn() {
        final double[][] fiji = {{175, -20}, {-175, -20}, {-175, -15}, {175, -15}, {175, -20}};
        final double[][] eastern = {{175, -20}, {185, -20}, {185, -15}, {175, -15}};
        final Ring ring = ring(fiji);
        assertThat(ring.size()).isEqualTo(4);
        assertThat(ring.areaM2()).isCloseTo(ring(eastern).areaM2(), within(1.0));
        assertThat(ring.contains(-17, 179)).isTrue();
        assertThat(ring.contains(-17, -177)).isTrue();
        assertThat(ring.contains(-17, 183)).isTrue();
        assertThat(ring.contains(-17, -174)).isFalse();
        assertThat(ring.contains(-17, 0)).isFalse();
    }

    @Test
    void errorsNameWhatWasFound() {
        assertThatThrownBy(() -> ring(new double[][] {{0, 0}, {1, 1}, {0, 0}}))
                .hasMessage("region test has a ring of 2 vertices, expected 3 or more");
        assertThatThrownBy(() -> ring(new double[][] {{0, 0}, {1, 91}, {1, 0}})).hasMessageContaining("latitude 91.0");
        assertThatThrownBy(() -> ring(new double[][] {{0, 10}, {180, -10}, {1, 0}}))
                .hasMessageContainingAll("longitude 0.0, latitude 10.0", "antipode", "a vertex between");
        assertThatThrownBy(() -> ring(new double[][] {{0, 70}, {120, 70}, {240, 70}, {0, 60}, {120, 60}, {240, 60}}))
                .hasMessageContaining("goes round a pole 2 times");
    }
}
