package org.fluxwatch.contract.archive;

import org.fluxwatch.contract.archive.ArchiveException.Reason;

/// What is asked for.
enum Purpose {
    /// No token is sent, since an expired one would be refused even there.
    SEARCH(Reason.UNUSABLE_ANSWER, Reason.UNREACHABLE),
    DOWNLOAD(Reason.FILE, Reason.FILE);

    /// Whose fault it is when an address, a redirect or a body is of no use.
    final Reason unusable;

    /// Whose fault it is when a body breaks off.
    final Reason brokenOff;

    Purpose(Reason unusable, Reason brokenOff) {
        this.unusable = unusable;
        this.brokenOff = brokenOff;
    }
}
