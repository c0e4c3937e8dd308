package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import org.fluxwatch.contract.text.Printable;

/// Natural flux of a day in more detail than its fields: of one of its hours, or the day's mean of one member.
///
/// @param index the hour, 0 to 23, or the member, 0 to N - 1
/// @param values µmol m-2 s-1, positive to the air `[ny * nx]`; not copied: treat as read-only
@SinceSchema(5)
public record FluxDetail(AnalysisIdentity identity, Kind kind, int index, float[] values) implements AnalysisRecord {
    /// What there is of a day; the day's closing record says how many of each.
    public enum Kind {
        /// Of an hour: the prior's.
        @JsonProperty("hour-prior")
        HOUR_PRIOR,
        /// Of an hour: the mean over the members with the observations.
        @JsonProperty("hour-analysis")
        HOUR_ANALYSIS,
        /// Of an hour: the standard deviation over the members.
        @JsonProperty("hour-spread")
        HOUR_SPREAD,
        /// Of a member: the day's mean with the observations.
        @JsonProperty("member")
        MEMBER;

        /// As files and records have it, such as `hour-prior`.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// @throws IllegalArgumentException when there is none of this label
        public static Kind of(String label) {
            for (Kind kind : values()) if (kind.label().equals(label)) return kind;
            throw new IllegalArgumentException("kind of flux is '" + Printable.line(label)
                    + "', expected hour-prior, hour-analysis, hour-spread or member");
        }
    }

    public FluxDetail {
        if (index < 0)
            throw new IllegalArgumentException("index of " + kind.label() + " is " + index + ", expected 0 or more");
    }

    /// The form on the wire.
    @JsonCreator
    static FluxDetail of(
            @JsonProperty("identity") AnalysisIdentity identity,
            @JsonProperty("kind") Kind kind,
            @JsonProperty("index") int index,
            @JsonProperty("values") byte[] packed) {
        return new FluxDetail(identity, kind, index, PackedFloats.unpack(packed, "values of " + kind.label()));
    }

    @JsonProperty("values")
    byte[] packed() {
        return PackedFloats.pack(values);
    }

    /// The flux in another revision.
    public FluxDetail withRevision(int revision) {
        return new FluxDetail(identity.withRevision(revision), kind, index, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FluxDetail that
                && identity.equals(that.identity)
                && kind == that.kind
                && index == that.index
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + index) * 31 + Arrays.hashCode(values);
    }
}
