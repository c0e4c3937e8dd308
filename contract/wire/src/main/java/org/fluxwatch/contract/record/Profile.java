package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// Values on the retrieval's levels, from space to surface; finite. The array is not copied: treat it as read-only.
public record Profile(@JsonValue float[] values) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Profile {
        if (values == null || values.length == 0) throw new IllegalArgumentException("profile has no levels");
        for (int k = 0; k < values.length; k++)
            if (!Float.isFinite(values[k]))
                throw new IllegalArgumentException(
                        "profile has " + values[k] + " on level " + k + ", expected a number");
    }

    public int levels() {
        return values.length;
    }

    public float at(int level) {
        return values[level];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Profile that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
