package org.fluxwatch.assimilate.inversion.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxwatch.assimilate.model.regrid.CellPieces;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.region.BoxRegion;
import org.junit.jupiter.api.Test;

class FluxCellsTest {
    private static final Grid MODEL = new StereographicGrid(35, 116, 64, 30, 26);
    private static final FluxCells CELLS = FluxCells.of(MODEL, 1, List.of(new BoxRegion("middle", 32, 38, 112, 120)));

    @Test
    void anEvenFieldIsItsOwnMean() {
        final float[] even = new float[MODEL.cells()];
        Arrays.fill(even, 3);
        final double[] means = new double[CELLS.count()];
        CELLS.addMeans(even, means);
        assertThat(CELLS.count()).isEqualTo(48);
        for (double mean : means) assertThat(mean).isCloseTo(3, within(1e-12));
    }

    /// To the bit, so that a product does not change with how the sums are come by.
    @Test
    void meansAreThoseOfThePiecesByTheirAreas() {
        final CellPieces pieces = CellPieces.of(MODEL, CELLS.grid());
        final SplittableRandom random = new SplittableRandom(1);
        final float[] field = new float[MODEL.cells()];
        for (int i = 0; i < field.length; i++) field[i] = (float) random.nextDouble(-10, 10);
        final double[] expected = new double[CELLS.count()];
        for (int i = 0; i < field.length; i++)
            for (int p = pieces.first(i); p < pieces.first(i + 1); p++) {
                final int place = CELLS.places()[pieces.cell(p)];
                if (place >= 0)
                    expected[place] += field[i] * (pieces.share(p) * MODEL.areaM2(i) / pieces.insideM2(pieces.cell(p)));
            }
        final double[] means = new double[CELLS.count()];
        CELLS.addMeans(field, means);
        assertThat(means).containsExactly(expected);
    }
}
