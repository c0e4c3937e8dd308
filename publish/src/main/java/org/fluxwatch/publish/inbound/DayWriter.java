package org.fluxwatch.publish.inbound;

import java.io.IOException;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.fluxwatch.publish.daily.DayProduct;

/// Where whole days go.
public interface DayWriter {
    /// The revision of the day that is kept, if any.
    OptionalInt revisionKept(String domain, LocalDate day) throws IOException;

    /// Keeps the day durably: when this returns, the records it was made from need not be read again.
    void write(DayProduct product) throws IOException;
}
