package org.fluxwatch.ingest.catalog;

/// Why something that an archive lists is not used.
public enum LeftAlone {
    /// A file that does not even end like a Lite file, such as a checksum or a download under way.
    OTHER_FILE("other-file"),
    /// A netCDF file whose name is not that of a Lite file, or of no day that there is.
    NO_LITE_NAME("no-lite-name"),
    /// Another file of the same granule is there: of the same name, or as another service names it.
    SAME_NAME("same-name"),
    /// A folder or a file that cannot be looked at, such as for want of permission or in a circle of links.
    UNREADABLE("unreadable"),
    /// A record of the catalogue that cannot be, or that names no Lite file to download.
    UNUSABLE_RECORD("unusable-record");

    private final String label;

    LeftAlone(String label) {
        this.label = label;
    }

    /// The metric label.
    public String label() {
        return label;
    }
}
