package org.fluxwatch.publish.inbound;

import java.io.IOException;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.daily.DayProduct;

/// Where whole days go. An IOException is the disk's: whatever was asked for is asked for again, for as long as it
/// takes. Anything else that is thrown is the day's own fault.
public interface DayWriter {
    /// Makes ready what one system's days of a domain are kept in. Done before anything else; again when it could
    /// not be.
    void open(AnalysedDomain analysed) throws IOException;

    /// The revision of the day that is kept, if any.
    OptionalInt revisionKept(AnalysedDomain analysed, LocalDate day) throws IOException;

    /// Whether the day is kept with this very content.
    boolean keeps(DayProduct product) throws IOException;

    /// Keeps the day durably: when this returns, the records it was made from need not be read again.
    void write(DayProduct product) throws IOException;
}
