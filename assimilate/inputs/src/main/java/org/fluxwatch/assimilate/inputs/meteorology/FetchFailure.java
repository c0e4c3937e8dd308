package org.fluxwatch.assimilate.inputs.meteorology;

import org.fluxwatch.contract.archive.ArchiveException;

/// Why a file could not be fetched this time.
public enum FetchFailure {
    UNREACHABLE("unreachable"),
    REFUSED("refused"),
    UNUSABLE_ANSWER("unusable-answer"),
    BAD_FILE("bad-file"),
    DISK("disk"),
    /// A fault of this program.
    FAULT("fault");

    private final String label;

    FetchFailure(String label) {
        this.label = label;
    }

    /// As metrics have it.
    public String label() {
        return label;
    }

    static FetchFailure of(ArchiveException trouble) {
        return switch (trouble.reason()) {
            case UNREACHABLE, BUSY -> UNREACHABLE;
            case REFUSED -> REFUSED;
            case UNUSABLE_ANSWER -> UNUSABLE_ANSWER;
            case FILE -> BAD_FILE;
            case DISK -> DISK;
        };
    }
}
