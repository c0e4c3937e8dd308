package org.fluxwatch.assimilate.inputs.co2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.profile;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.BoundarySettings;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeosChemCo2Test {
    private static final Offset<Double> SINGLE = within(1e-4);
    private static final LocalDate DAY = LocalDate.of(2019, 7, 1);
    private static final double[] HYAI_HPA = {0, 20, 60, 100, 50, 0.01};
    private static final double[] HYBI = {1, 0.85, 0.55, 0.2, 0, 0};

    /// A fraction of 1 that is 390 ppm at the ground and 1 ppm more in every layer above.
    private static final TestFile.Field RISING = (t, k, latitude, longitude) -> (390 + k) * 1e-6;

    @TempDir
    private Path folder;

    private static FileCo2 geosChem(BoundarySettings settings) {
        return new FileCo2(new GeosChemCo2(), TestDomain.GRID, settings);
    }

    private static TestFile file(String variable, String units) {
        return file(variable, units, HYBI);
    }

    private static TestFile file(String variable, String units, double[] hybi) {
        return new TestFile()
                .axis("time", new double[] {30, 90, 150}, "units", "minutes since 2019-07-01 00:00:00 UTC")
                .axis("lev", new double[] {0.99, 0.8, 0.5, 0.2, 0.01}, "units", "level", "positive", "up")
                .axis("ilev", new double[] {1, 0.9, 0.6, 0.3, 0.05, 0}, "units", "level", "positive", "up")
                .axis("lat", TestCarbonTracker.from(-85, 18), "units", "degrees_north")
                .axis("lon", TestCarbonTracker.from(-175, 36), "units", "degrees_east")
                .doubles("hyai", "ilev", HYAI_HPA, "units", "hPa")
                .doubles("hybi", "ilev", hybi, "units", "1")
                .field(
                        variable,
                        "time lev lat lon",
                        RISING,
                        "units",
                        units,
                        "long_name",
                        "Dry mixing ratio of species CO2");
    }

    /// The remapped profile by hand: the source's edges over a surface, stretched to the model's.
    private static double[] expected(double sourcePa) {
        final double[] edges = new double[6];
        for (int e = 0; e < 6; e++) edges[e] = 100 * HYAI_HPA[e] + HYBI[e] * sourcePa;
        final double[] target = new double[6];
        for (int e = 0; e < 6; e++) target[e] = TestDomain.LEVELS.edgePa(e, TestDomain.PA);
        final double stretch = (target[0] - target[5]) / (edges[0] - target[5]);
        for (int e = 0; e < 6; e++)
            edges[e] = edges[e] > target[5] ? target[5] + (edges[e] - target[5]) * stretch : edges[e];
        final double[] ppm = new double[5];
        for (int k = 0; k < 5; k++)
            for (int s = 0; s < 5; s++)
                ppm[k] += (390 + s)
                        * Math.max(0, Math.min(edges[s], target[k]) - Math.max(edges[s + 1], target[k + 1]))
                        / (target[k] - target[k + 1]);
        return ppm;
    }

    @Test
    void withoutSurfacePressureHybridLevelsLieOnTheModels() {
        file("SpeciesConcVV_CO2", "mol mol-1 dry").write(folder.resolve("GEOSChem.SpeciesConc.20190701_0000z.nc4"));
        final FileCo2 co2 = geosChem(TestDomain.settings(folder));
        assertThat(profile(co2, "2019-07-01T01:00:00Z")).containsExactly(expected(TestDomain.PA), SINGLE);
        assertThat(co2.description(DAY))
                .isEqualTo("GEOS-Chem: GEOSChem.SpeciesConc.20190701_0000z.nc4; dry air by the file's words;"
                        + " no surface pressure in the files: hybrid levels on the model's");
    }

    @Test
    void surfacePressureOfTheFileIsUsed() {
        file("SpeciesRst_CO2", "mol mol-1 dry")
                .field("Met_PS1WET", "time lat lon", (t, k, latitude, longitude) -> 870, "units", "hPa")
                .write(folder.resolve("GEOSChem.Restart.20190701_0000z.nc4"));
        final FileCo2 co2 = geosChem(TestDomain.settings(folder));
        assertThat(profile(co2, "2019-07-01T01:00:00Z")).containsExactly(expected(87_000), SINGLE);
        assertThat(co2.description(DAY)).doesNotContain("surface pressure");
    }

    @Test
    void filesWithoutCo2OrEdgesOrOnACubedSphereAreRefused() {
        file("SpeciesConc_CO", "mol mol-1 dry").write(folder.resolve("co/GEOSChem.SpeciesConc.20190701_0000z.nc4"));
        assertThatThrownBy(() -> profile(geosChem(TestDomain.settings(folder.resolve("co"))), "2019-07-01T01:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has none of the variables SpeciesConcVV_CO2, SpeciesConc_CO2");
        new TestFile()
                .axis("time", new double[] {0}, "units", "minutes since 2019-07-01 00:00:00 UTC")
                .axis("lev", new double[] {1, 2})
                .axis("lat", TestCarbonTracker.from(-85, 18))
                .axis("lon", TestCarbonTracker.from(-175, 36))
                .field("SPC_CO2", "time lev lat lon", RISING, "units", "v/v")
                .write(folder.resolve("bare/GEOSChem.Restart.20190701_0000z.nc4"));
        assertThatThrownBy(() -> profile(geosChem(TestDomain.settings(folder.resolve("bare"))), "2019-07-01T00:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has no variables hyai and hybi, expected the hybrid edges of 2 layers");
        new TestFile()
                .axis("nf", new double[] {1, 2, 3, 4, 5, 6})
                .write(folder.resolve("cube/GEOSChem.SpeciesConc.20190701_0000z.nc4"));
        assertThatThrownBy(() -> profile(geosChem(TestDomain.settings(folder.resolve("cube"))), "2019-07-01T00:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("lies on a cubed sphere");
    }

    @Test
    void hybridEdgesThatDoNotFallAreRefused() {
        for (double wrong : new double[] {0, 1.5, Double.NaN}) {
            final Path in = folder.resolve("edge-" + wrong);
            final double[] hybi = HYBI.clone();
            hybi[wrong == 0 ? 0 : 2] = wrong;
            file("SpeciesConcVV_CO2", "mol mol-1 dry", hybi)
                    .write(in.resolve("GEOSChem.SpeciesConc.20190701_0000z.nc4"));
            assertThatThrownBy(() -> profile(geosChem(TestDomain.settings(in)), "2019-07-01T01:00:00Z"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("variable SpeciesConcVV_CO2");
        }
    }

    @Test
    void the47LayersEndWhereThoseOf72Do() {
        final Edges.OnModelSurface all = GeosLevels.of(72).orElseThrow();
        final Edges.OnModelSurface lumped = GeosLevels.of(47).orElseThrow();
        assertThat(lumped.aPa()).hasSize(48).endsWith(6.600001, 1.0).startsWith(0.0, 4.804826);
        assertThat(all.aPa()).hasSize(73).endsWith(3.27, 2.0, 1.0);
        assertThat(Arrays.copyOf(lumped.aPa(), 37)).containsExactly(Arrays.copyOf(all.aPa(), 37));
        assertThat(lumped.aPa()[38]).isCloseTo(4017.541, within(1e-9));
        assertThat(lumped.aPa()[40]).isCloseTo(1979.160, within(1e-9));
        assertThat(lumped.aPa()[41]).isCloseTo(929.2942, within(1e-9));
        for (int e = 1; e < 73; e++)
            assertThat(all.aPa()[e] + all.b()[e] * 101_325).isLessThan(all.aPa()[e - 1] + all.b()[e - 1] * 101_325);
        assertThat(GeosLevels.of(26)).isEmpty();
    }

    /// Against means of layers that numpy makes of the column at 30 N, 110 E, read by xarray, over 985 hPa.
    @Test
    void readsARestartThatWasABinaryPunchFile() {
        final Path file = RealFiles.at("data/fields/geoschem-restart-co2-20140901.nc");
        final BoundarySettings settings = TestDomain.files(file.getParent(), "geoschem-restart-co2-{yyyy}{MM}{dd}.nc");
        final FileCo2 co2 = geosChem(settings);
        final Instant time = Instant.parse("2014-09-01T00:00:00Z");
        assertThat(co2.missing(time, time)).isEmpty();
        assertThat(profile(co2, time, 30, 110, 98_500))
                .containsExactly(
                        new double[] {
                            399.472577514284, 395.89337034966144, 397.38560581995665, 397.7329069415569, 397.16274450617
                        },
                        within(1e-4));
        assertThat(co2.description(LocalDate.of(2014, 9, 1)))
                .isEqualTo("GEOS-Chem: geoschem-restart-co2-20140901.nc; dry air by the product's convention;"
                        + " no surface pressure in the files: hybrid levels on the model's");
        assertThat(co2.missing(time, time.plusSeconds(3600)))
                .singleElement()
                .asString()
                .contains("CO2 ends with geoschem-restart-co2-20140901.nc at 2014-09-01T00:00:00Z");
    }
}
