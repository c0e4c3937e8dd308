package org.fluxwatch.assimilate.inputs.station;

import java.io.Serial;

/// A file of which nothing can be used. The message names the file.
final class StationFileException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final StationFault fault;

    StationFileException(StationFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    StationFault fault() {
        return fault;
    }
}
