package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.fluxwatch.contract.text.Printable;

/// How a satellite looked when it took what an observation is made of. Errors of retrievals differ between modes, so
/// sensors are watched by mode. Records of schema 5 and before do not say.
public enum ViewMode {
    NADIR,
    GLINT,
    TARGET,
    /// A block of neighbouring swaths (OCO-3).
    SNAPSHOT_AREA,
    /// Of soundings of several modes.
    MIXED,
    /// The file does not say, or it is no satellite's.
    UNKNOWN;

    /// The name in records, metric labels and products.
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static ViewMode of(String label) {
        for (ViewMode mode : values()) if (mode.label().equals(label)) return mode;
        throw new IllegalArgumentException("mode is '" + Printable.line(label)
                + "', expected nadir, glint, target, snapshot-area, mixed or unknown");
    }

    /// That of both.
    public ViewMode with(ViewMode other) {
        return this == other ? this : MIXED;
    }
}
