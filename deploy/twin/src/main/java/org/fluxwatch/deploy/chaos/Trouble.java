package org.fluxwatch.deploy.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fluxwatch.deploy.twin.archive.Hostility;

/// What is done to the system. All but kills last for a while, during which kills go on.
sealed interface Trouble {
    /// Parts die at the same moment (-9), and are started again.
    ///
    /// @param wiped whether their local folders go while they are dead
    /// @param dead how long they are left dead
    record Kill(List<Deployment.Part> parts, boolean wiped, Duration dead) implements Trouble {
        public Kill {
            parts = List.copyOf(parts);
        }

        /// Commands of the parts, such as `broker+ingest`.
        String victims() {
            return parts.stream().map(Deployment.Part::command).collect(Collectors.joining("+"));
        }
    }

    /// A folder's disk takes nothing more.
    ///
    /// @param readOnly else it is full
    record DiskOut(Disks.Disk disk, boolean readOnly, Duration lasting) implements Trouble {}

    /// The catalogue answers as it must not.
    record ArchiveOut(Hostility hostility, Duration lasting) implements Trouble {}

    /// For the report; empty for a kill.
    default String label() {
        return switch (this) {
            case Kill _ -> "";
            case DiskOut out -> "disk of " + out.disk().folder() + (out.readOnly() ? " read-only" : " full");
            case ArchiveOut out ->
                "archive " + out.hostility().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
