package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.junit.jupiter.api.Test;

class PerimeterTest {
    private final Grid grid = new LatLonGrid(100, 20, 1, 4, 3);
    private final Perimeter perimeter = new Perimeter(grid);

    @Test
    void goesSouthNorthWestEast() {
        assertThat(perimeter.size()).isEqualTo(14);
        assertThat(perimeter.south(2)).isEqualTo(2);
        assertThat(perimeter.north(2)).isEqualTo(6);
        assertThat(perimeter.west(2)).isEqualTo(10);
        assertThat(perimeter.east(2)).isEqualTo(13);
    }

    @Test
    void ghostsLieOneCellOutside() {
        assertThat(perimeter.latitude(perimeter.south(2))).isEqualTo(19.5);
        assertThat(perimeter.longitude(perimeter.south(2))).isEqualTo(102.5);
        assertThat(perimeter.latitude(perimeter.north(0))).isEqualTo(23.5);
        assertThat(perimeter.longitude(perimeter.west(1))).isEqualTo(99.5);
        assertThat(perimeter.latitude(perimeter.west(1))).isEqualTo(21.5);
        assertThat(perimeter.longitude(perimeter.east(1))).isEqualTo(104.5);
        assertThat(perimeter.innerCell(perimeter.east(1))).isEqualTo(grid.cell(3, 1));
        assertThat(perimeter.innerCell(perimeter.north(2))).isEqualTo(grid.cell(2, 2));
    }
}
