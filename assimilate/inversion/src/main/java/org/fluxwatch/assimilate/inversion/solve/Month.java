package org.fluxwatch.assimilate.inversion.solve;

/// Which of the two months of a joint state.
public enum Month {
    EARLIER,
    LATER;

    int firstTile(StateLayout layout) {
        return switch (this) {
            case EARLIER -> 0;
            case LATER -> layout.tiles();
        };
    }
}
