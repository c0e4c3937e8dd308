package org.fluxwatch.ingest.lite;

/// Why a sounding is not used. The order is that of the checks: a sounding is counted under the first that applies.
public enum RejectReason {
    /// The file as a whole cannot be used: it lacks variables.
    MISSING_VARIABLES("missing-variables"),
    /// The file as a whole cannot be used: it holds something else than its name says.
    OTHER_CONTENT("other-content"),
    /// `xco2_quality_flag` is none of the description's good values: not 0.
    BAD_QUALITY_FLAG("bad-quality-flag"),
    /// A missing value or NaN in a variable that is used.
    FILL_VALUE("fill-value"),
    /// Outside ingest.least-uncertainty-ppm to greatest-uncertainty-ppm.
    UNCERTAINTY_RANGE("uncertainty-range"),
    /// Outside ingest.least-xco2-ppm to greatest-xco2-ppm.
    XCO2_RANGE("xco2-range"),
    /// Not over land, with ingest.ocean-glint off; of sensors whose description says `land-only`.
    OCEAN_GLINT("ocean-glint"),
    /// Looking at a target, or turning to or from one.
    TARGET_MODE("target-mode"),
    /// Part of a snapshot area map, with ingest.snapshot-areas off.
    SNAPSHOT_AREA("snapshot-area"),
    /// An operation mode that the description does not know.
    UNKNOWN_MODE("unknown-mode", true),
    /// No such latitude or longitude.
    PLACE("place", true),
    /// Time outside the UTC day in the file's name.
    OUTSIDE_DAY("outside-day", true),
    /// An id that is no time, or one far from the sounding's own ([SoundingId#TOLERANCE]).
    ID_TIME("id-time", true),
    /// A prior XCO2 or a level of the prior profile outside [Plausible#PRIOR].
    PRIOR_RANGE("prior-range", true),
    /// Pressures that do not rise from space to the surface, or are none.
    PRESSURE_LEVELS("pressure-levels", true),
    /// The lowest level outside [Plausible#SURFACE_PRESSURE].
    SURFACE_PRESSURE("surface-pressure", true),
    /// A level outside [Plausible#PRESSURE_WEIGHT], or weights whose sum is outside [Plausible#WEIGHT_SUM].
    PRESSURE_WEIGHTS("pressure-weights", true),
    /// A level outside [Plausible#KERNEL].
    AVERAGING_KERNEL("averaging-kernel", true),
    /// An id that an accepted sounding of the file has already.
    DUPLICATE_ID("duplicate-id", true);

    /// Counted by domain, after gridding: the superobservation lies outside the domain's grid.
    public static final String OUTSIDE_DOMAIN = "outside-domain";

    private final String label;
    private final boolean impossible;

    RejectReason(String label) {
        this(label, false);
    }

    RejectReason(String label, boolean impossible) {
        this.label = label;
        this.impossible = impossible;
    }

    /// Whether a sound file of the sensor and day has hardly any such sounding.
    boolean isImpossible() {
        return impossible;
    }

    /// The name in records and metrics.
    public String label() {
        return label;
    }
}
