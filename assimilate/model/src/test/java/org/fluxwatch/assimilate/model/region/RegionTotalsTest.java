package org.fluxwatch.assimilate.model.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.junit.jupiter.api.Test;

class RegionTotalsTest {
    private static final Grid EUROPE = new StereographicGrid(48, 6, 64, 50, 50);

    @Test
    void aDomainElsewhereHasNoneOfJdasRegions() {
        assertThat(new RegionTotals(EUROPE, Regions.jdas()).names()).containsExactly(Regions.DOMAIN);
    }

    @Test
    void aDomainElsewhereHasItsOwn() {
        final List<Region> own =
                List.of(new BoxRegion("france", 43.5, 50, -1.5, 7), new BoxRegion("fiji", -20, -15, 177, 182));
        assertThat(new RegionTotals(EUROPE, own).names()).containsExactly("france", Regions.DOMAIN);
    }

    @Test
    void onTheWholeEarthARegionGoesAcrossTheSeam() {
        final BoxRegion boreal = new BoxRegion("eurasia-boreal", 50, 75, 60, 190);
        final RegionTotals totals = new RegionTotals(new LatLonGrid(-180, -90, 2, 180, 90), List.of(boreal));
        assertThat(totals.areaKm2(0) * 1e6 / boreal.areaM2()).isCloseTo(1, within(1e-12));
        assertThat(totals.weight(0, 72 * 180 + 2)).isPositive();
        assertThat(totals.weight(0, 72 * 180 + 7)).isZero();
    }
}
