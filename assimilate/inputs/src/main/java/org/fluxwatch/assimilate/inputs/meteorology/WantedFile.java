package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.LocalDate;

/// A day of a collection.
record WantedFile(LocalDate day, Merra2Collection collection) implements Comparable<WantedFile> {
    boolean isIn(Path folder) {
        return !collection.files().find(folder, day.atStartOfDay()).isEmpty();
    }

    @Override
    public int compareTo(WantedFile other) {
        return day.equals(other.day) ? collection.compareTo(other.collection) : day.compareTo(other.day);
    }

    @Override
    public String toString() {
        return "MERRA2 " + collection.label() + " of " + day;
    }
}
