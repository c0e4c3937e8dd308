package org.fluxwatch.deploy.osse;

import org.fluxwatch.contract.grid.Grid;

final class ReportPage {
    static String of(OsseReport report, Grid grid, PeriodMeans means) {
        return "";
    }
}
