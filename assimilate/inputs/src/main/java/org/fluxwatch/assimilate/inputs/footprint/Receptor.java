package org.fluxwatch.assimilate.inputs.footprint;

/// What a footprint answers for.
public sealed interface Receptor {
    /// The mole fraction of air at one height.
    record Point() implements Receptor {}

    /// The mean of a column.
    record Column(Kernel kernel) implements Receptor {}

    /// Whether the retrieval's averaging kernel and pressure weights are in a column's footprint.
    enum Kernel {
        APPLIED("with averaging kernel"),
        NOT_APPLIED("without averaging kernel"),
        UNKNOWN("that does not say whether the averaging kernel is applied");

        private final String words;

        Kernel(String words) {
            this.words = words;
        }
    }

    /// For messages and tables.
    default String words() {
        return switch (this) {
            case Point() -> "a point";
            case Column(Kernel kernel) -> "a column " + kernel.words;
        };
    }
}
