package org.fluxwatch.ingest.catalog;

import java.util.HashSet;
import java.util.Set;

/// What has been told already, as a catalogue is asked again and again. An archive that makes up new names for ever is
/// told again, once there are too many to remember.
final class ToldOnce {
    private static final int MOST = 10_000;

    private final Set<String> told = new HashSet<>(); // for membership only

    /// True when it was not told before.
    boolean isNew(String what) {
        if (told.size() >= MOST) told.clear();
        return told.add(what);
    }
}
