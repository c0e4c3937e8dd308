package org.fluxwatch.contract.archive;

import java.time.Duration;
import java.util.Locale;

/// Is told how downloads get on; by several threads at once.
public interface DownloadTally {
    /// Why a download is asked for once more.
    enum Retry {
        /// 429 or 5xx.
        BUSY,
        /// No connection, no answer.
        UNREACHABLE,
        /// The body ended early or stood still.
        BROKEN_OFF,
        /// What came is not the file: HTML, another length, checksum or form.
        BAD_FILE;

        /// As a metric's label.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Of whoever does not want to know.
    DownloadTally NONE = new DownloadTally() {
        @Override
        public void begins() {}

        @Override
        public void ends(Duration took) {}

        @Override
        public void come(long bytes) {}

        @Override
        public void again(Retry why) {}
    };

    /// A download begins, with all attempts it may need.
    void begins();

    /// It has ended, in whichever way.
    void ends(Duration took);

    /// @param bytes of files that have arrived since the last call, those of attempts that fail too
    void come(long bytes);

    void again(Retry why);
}
