package org.fluxwatch.contract.area;

import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;

/// A plane on which a grid's cells are rectangles: column i lies between x = i and i + 1.
sealed interface CellPlane permits LatLonPlane, StereographicPlane {
    static CellPlane of(Grid grid) {
        return switch (grid) {
            case LatLonGrid latLon -> new LatLonPlane(latLon);
            case StereographicGrid stereographic -> new StereographicPlane(stereographic);
        };
    }

    Grid grid();

    /// x and y of a place `[2]`.
    ///
    /// @param longitude of any turn; where the plane knows turns, x goes on with it
    double[] locate(double latitude, double longitude);

    /// y of the southern edge of row j, 0 to ny.
    double rowEdge(int j);

    /// Columns of a full circle, after which the plane repeats itself; infinite where it does not.
    double period();

    /// True area, counter-clockwise positive, m².
    double areaM2(PlanePolygon polygon);

    /// Whether a place as located is so far from the grid that any way to another such place is as good as the true
    /// one, as long as it does not cross the grid.
    boolean isFar(double[] located);

    /// Adds what lies between two far places, both left out.
    void addDetour(PlanePolygon line, double[] from, double[] to);

    /// Adds what lies between the last place of a line and its first, the same place if perhaps of another turn.
    void close(PlanePolygon line, double[] last, double[] first);
}
