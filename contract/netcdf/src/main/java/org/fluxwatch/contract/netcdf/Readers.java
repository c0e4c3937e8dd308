package org.fluxwatch.contract.netcdf;

import java.nio.file.Path;

/// Who reads the files of this process.
sealed interface Readers permits ReaderProcesses, ReadersHere {
    /// Where this is `true`, files are read in this process: it is there to be harmed by them, as a fuzzer's is.
    String HERE = "fluxwatch.read-files-here";

    static Readers ofThisProcess() {
        return Boolean.getBoolean(HERE) ? ReadersHere.SHARED : ReaderProcesses.SHARED;
    }

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
