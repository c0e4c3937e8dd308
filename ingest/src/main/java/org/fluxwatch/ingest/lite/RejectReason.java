package org.fluxwatch.ingest.lite;

/// Why a sounding is not used. The order is that of the checks: a sounding is counted under the first that applies.
public enum RejectReason {
    /// The file as a whole cannot be used: it lacks variables.
    MISSING_VARIABLES("missing-variables"),
    /// `xco2_quality_flag` is not 0.
    BAD_QUALITY_FLAG("bad-quality-flag"),
    /// A missing value or NaN in a variable that is used.
    FILL_VALUE("fill-value"),
    /// Outside ingest.least-uncertainty-ppm to greatest-uncertainty-ppm.
    UNCERTAINTY_RANGE("uncertainty-range"),
    /// Outside ingest.least-xco2-ppm to greatest-xco2-ppm.
    XCO2_RANGE("xco2-range"),
    /// Not over land, with ingest.ocean-glint off. OCO-2 and OCO-3 only.
    OCEAN_GLINT("ocean-glint"),
    /// Looking at a target, or turning to or from one.
    TARGET_MODE("target-mode"),
    /// No such latitude or longitude.
    PLACE("place"),
    /// Time outside the UTC day in the file's name.
    OUTSIDE_DAY("outside-day"),
    /// Weights that do not sum to 1, pressures that do not rise, a kernel or a prior beyond all bounds.
    COLUMN_OPERATOR("column-operator"),
    /// An id that an accepted sounding of the file has already.
    DUPLICATE_ID("duplicate-id");

    /// Counted by domain, after gridding: the superobservation lies outside the domain's grid.
    public static final String OUTSIDE_DOMAIN = "outside-domain";

    private final String label;

    RejectReason(String label) {
        this.label = label;
    }

    /// The name in records and metrics.
    public String label() {
        return label;
    }
}
