package org.fluxwatch.ingest.lite;

/// Where a file tells land from water; files have one or another of these.
enum Surface {
    /// 0 land, 1 ocean, 2 inland water, 3 mixed.
    INDICATOR("Sounding/land_water_indicator"),
    /// Percent.
    FRACTION("Sounding/land_fraction"),
    /// 0 ocean, 1 land.
    RETRIEVAL_TYPE("Retrieval/surface_type");

    private static final int MOSTLY_LAND_PERCENT = 50;

    final String variable;

    Surface(String variable) {
        this.variable = variable;
    }

    boolean isLand(int code) {
        return switch (this) {
            case INDICATOR -> code == 0;
            case FRACTION -> code >= MOSTLY_LAND_PERCENT;
            case RETRIEVAL_TYPE -> code == 1;
        };
    }
}
