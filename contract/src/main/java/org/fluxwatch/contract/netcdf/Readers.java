package org.fluxwatch.contract.netcdf;

import java.nio.file.Path;

/// Who reads the files of this process.
sealed interface Readers permits ReaderProcesses, ReadersHere {
    /// Processes of their own; or this one, where the system property [#HERE] is `true`.
    Readers SHARED = Boolean.getBoolean(Readers.HERE) ? new ReadersHere() : ReaderProcesses.SHARED;

    /// For a process that is there to be harmed by files, such as a fuzzer's.
    String HERE = "fluxwatch.read-files-here";

    /// @throws InputException when the file cannot be used
    default GridFile open(Path path) {
        final FileVersion version = FileVersion.of(path);
        return new ReaderFile(this, version, ask(version, new ReaderRequest.Open(), ReaderWire::texts));
    }

    /// @throws InputException when the file cannot be used
    <T> T ask(FileVersion file, ReaderRequest request, ReaderProcess.Reply<T> reply);

    /// Lets go of a file.
    void close(FileVersion file);
}
