package org.fluxwatch.assimilate.inversion.background;

/// Which lane is whose. Of each background the lanes are contiguous, one for each day that can have
/// opened one that is still needed: a day's lane takes the place of the one opened horizonDays + 1 days
/// before.
///
/// @param backgrounds how many
/// @param horizonDays from the day that opens a lane to the day it is sampled on
record LaneLayout(int backgrounds, int horizonDays) {
    /// In place of an opening day: the lane waits for its first.
    static final int NOT_OPEN = Integer.MIN_VALUE;

    private static final int PADDING = 16;

    LaneLayout {
        if (backgrounds < 1) throw new IllegalArgumentException("no background, expected 1 or more");
        if (horizonDays < 1) throw new IllegalArgumentException("horizon is " + horizonDays + " days, expected >= 1");
    }

    /// Lanes of a background.
    int days() {
        return horizonDays + 1;
    }

    int lanes() {
        return backgrounds * days();
    }

    /// Floats from one element to the next.
    int stride() {
        return Math.ceilDiv(lanes(), PADDING) * PADDING;
    }

    /// Place of a day among a background's lanes.
    int place(long epochDay) {
        return Math.floorMod(epochDay, days());
    }

    /// First lane of a background.
    int first(int background) {
        return background * days();
    }
}
