package org.fluxwatch.assimilate.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.assimilate.model.Meteorology.Fields;
import org.fluxwatch.assimilate.model.Meteorology.Winds.AtCells;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;

class SyntheticMeteorologyTest {
    private static final SigmaLevels LEVELS =
            new SigmaLevels(List.of(1.0, 0.985, 0.955, 0.905, 0.83, 0.7, 0.5, 0.25, 0.0), 4000);
    private static final Grid GLOBE = new LatLonGrid(-180, -68, 8, 45, 17);

    private static SyntheticMeteorology weather(Grid grid) {
        return new SyntheticMeteorology(grid, LEVELS, 2019);
    }

    private static AtCells winds(Fields fields) {
        return (AtCells) fields.winds();
    }

    @Test
    void sameHourHasTheSameBits() {
        final Fields first = weather(GLOBE).at(Midsummer.hour(Midsummer.DAY, 7));
        final SyntheticMeteorology asked = weather(GLOBE);
        asked.at(Midsummer.hour(Midsummer.DAY, 40));
        final Fields second = asked.at(Midsummer.hour(Midsummer.DAY, 7));
        assertThat(winds(second).u()).isEqualTo(winds(first).u());
        assertThat(winds(second).v()).isEqualTo(winds(first).v());
        assertThat(second.surfacePressurePa()).isEqualTo(first.surfacePressurePa());
        assertThat(second.boundaryLayerHeightM()).isEqualTo(first.boundaryLayerHeightM());
    }

    @Test
    void valuesAreThoseOfAnAtmosphere() {
        for (int month = 1; month <= 12; month += 3)
            for (int h = 0; h < 24; h += 8) {
                final Fields fields = weather(GLOBE).at(Midsummer.hour(LocalDate.of(2019, month, 15), h));
                for (float u : winds(fields).u()) assertThat(Math.abs(u)).isLessThan(80);
                for (float v : winds(fields).v()) assertThat(Math.abs(v)).isLessThan(80);
                for (float p : fields.surfacePressurePa()) assertThat(p).isBetween(96_000f, 105_000f);
                for (float t : fields.temperatureK()) assertThat(t).isBetween(200f, 310f);
                for (float q : fields.specificHumidity()) assertThat(q).isBetween(0f, 0.025f);
                for (float z : fields.boundaryLayerHeightM()) assertThat(z).isBetween(100f, 2500f);
                for (float s : fields.frictionVelocity()) assertThat(s).isBetween(0.1f, 1f);
            }
    }

    @Test
    void aMidlatitudeJetBlowsFromTheWestAloft() {
        final Grid band = new LatLonGrid(-180, 30, 4, 90, 4);
        final Fields fields = weather(band).at(Midsummer.hour(Midsummer.DAY, 0));
        double mean = 0;
        for (int c = 0; c < band.cells(); c++) mean += winds(fields).u()[c * 8 + 6] / band.cells();
        assertThat(mean).isBetween(10.0, 40.0);
    }

    @Test
    void windsFollowTheGridsAxes() {
        // where the plane's y axis is not north, the same wind has other components and the same speed
        final Grid plane = new StereographicGrid(35, 116, 500, 9, 7);
        final Fields onPlane = weather(plane).at(Midsummer.hour(Midsummer.DAY, 3));
        for (int c = 0; c < plane.cells(); c++) {
            final Grid place =
                    new LatLonGrid(plane.longitude(c) - 1.5, plane.latitude(c) - 1.5, 1, 3, 3); // cell 4 is the place
            final Fields onGlobe = weather(place).at(Midsummer.hour(Midsummer.DAY, 3));
            final double angle = plane.eastAngle(c % 9, c / 9);
            final float u = winds(onPlane).u()[c * 8 + 5];
            final float v = winds(onPlane).v()[c * 8 + 5];
            assertThat(u * Math.cos(angle) + v * Math.sin(angle))
                    .isCloseTo(winds(onGlobe).u()[4 * 8 + 5], within(1e-3));
            assertThat(v * Math.cos(angle) - u * Math.sin(angle))
                    .isCloseTo(winds(onGlobe).v()[4 * 8 + 5], within(1e-3));
        }
    }

    @Test
    void boundaryLayerOverLandIsDeepestInTheAfternoonOfItsOwnLongitude() {
        for (double longitude : new double[] {-100, 20, 105}) {
            final Grid grid = new LatLonGrid(longitude - 1.5, longitude < 0 ? 38.5 : 48.5, 1, 3, 3);
            int deepest = -1;
            float depth = 0;
            for (int h = 0; h < 24; h++) {
                final float height =
                        weather(grid).at(Midsummer.hour(Midsummer.DAY, h)).boundaryLayerHeightM()[4];
                if (height > depth) {
                    depth = height;
                    deepest = h;
                }
            }
            final double solarHour = (deepest + longitude / 15 + 24) % 24;
            assertThat(solarHour).as("at %s E", longitude).isBetween(13.0, 15.0);
            assertThat(depth).isGreaterThan(1000);
            final int night = (int) Math.round(2 - longitude / 15 + 24) % 24;
            assertThat(weather(grid).at(Midsummer.hour(Midsummer.DAY, night)).boundaryLayerHeightM()[4])
                    .isEqualTo(250);
        }
    }

    @Test
    void boundaryLayerOverSeaKnowsNoDay() {
        final Grid pacific = new LatLonGrid(170, 20, 1, 3, 3);
        for (int h = 0; h < 24; h += 6)
            assertThat(weather(pacific).at(Midsummer.hour(Midsummer.DAY, h)).boundaryLayerHeightM())
                    .containsOnly(650);
    }

    @Test
    void disturbedWindsDifferByTheGivenShareOfTheWaves() {
        final double share = 0.25;
        double error = 0;
        double signal = 0;
        for (int seed = 1; seed <= 8; seed++) {
            final SyntheticMeteorology known = new SyntheticMeteorology(GLOBE, LEVELS, seed);
            final SyntheticMeteorology other = new SyntheticMeteorology(GLOBE, LEVELS, seed + 100);
            final SyntheticMeteorology truth = SyntheticMeteorology.disturbed(GLOBE, LEVELS, seed, seed + 50, share);
            for (int d = 0; d < 4; d++) {
                final var time = Midsummer.hour(Midsummer.DAY.plusDays(9 * d), 0);
                final float[] a = winds(known.at(time)).v();
                final float[] b = winds(truth.at(time)).v();
                final float[] c = winds(other.at(time)).v();
                for (int i = 0; i < a.length; i++) {
                    error += (a[i] - b[i]) * (a[i] - b[i]);
                    signal += 0.5 * (a[i] - c[i]) * (a[i] - c[i]);
                }
            }
        }
        // the error's waves are shorter than the weather's (9 to 18 against 6 to 12), so their winds are stronger
        assertThat(Math.sqrt(error / signal)).isBetween(share, 2 * share);
    }

    @Test
    void descriptionsTellTheDisturbedFromTheKnown() {
        assertThat(weather(GLOBE).description(java.time.LocalDate.EPOCH)).isEqualTo("synthetic weather, seed 2019");
        assertThat(SyntheticMeteorology.disturbed(GLOBE, LEVELS, 2019, 1, 0.25).description(java.time.LocalDate.EPOCH))
                .endsWith("disturbed by 25 %");
    }
}
