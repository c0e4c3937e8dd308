package org.fluxwatch.assimilate.inputs.meteorology;

import java.util.List;
import org.fluxwatch.assimilate.inputs.SaneRange;

/// A field that is read.
///
/// @param names that files give it, the product's own first
/// @param range its unit is the one that values are turned into
/// @param logarithm whether files have its natural logarithm
record Field(List<String> names, SaneRange range, boolean logarithm) {
    static Field of(SaneRange range, String... names) {
        return new Field(List.of(names), range, false);
    }

    static Field logarithmOf(SaneRange range, String... names) {
        return new Field(List.of(names), range, true);
    }

    String name() {
        return names.getFirst();
    }
}
