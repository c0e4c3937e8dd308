package org.fluxwatch.contract.archive;

import java.nio.file.Path;
import java.util.Optional;
import org.fluxwatch.contract.text.Printable;

/// What came of fetching a granule.
public sealed interface Fetched {
    /// @param temporary a download of ours, to be moved or deleted; false for a file of the user's archive
    record Whole(Path file, boolean temporary) implements Fetched {}

    /// The file is at fault.
    ///
    /// @param file what there is of it
    /// @param reason one line
    record Bad(Optional<Path> file, boolean temporary, String reason) implements Fetched {
        public Bad {
            reason = Printable.line(reason);
        }
    }

    /// Still growing: to be looked at again at the next poll.
    record Unfinished(String reason) implements Fetched {
        public Unfinished {
            reason = Printable.line(reason);
        }
    }
}
