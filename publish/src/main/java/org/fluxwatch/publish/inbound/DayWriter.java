package org.fluxwatch.publish.inbound;

import java.io.IOException;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.publish.daily.DayProduct;

/// Where whole days go. An IOException is the disk's: whatever was asked for is asked for again, for as long as it
/// takes. Anything else that is thrown is the day's own fault.
public interface DayWriter {
    /// Makes ready what one system's days of a domain are kept in. Done before anything else; again when it could
    /// not be.
    void open(AnalysedDomain analysed) throws IOException;

    /// Whether this analysis is kept, or one in its place.
    boolean isKept(AnalysisIdentity analysis) throws IOException;

    /// Keeps the day durably, unless that is done: when this returns, the records it was made from need not be read
    /// again.
    Kept keep(DayProduct product) throws IOException;

    /// Hands over what others are to be told of the days that are kept. Nothing is committed before it has.
    ///
    /// @return whether all is handed over; else it is asked for again
    default boolean deliver() {
        return true;
    }

    /// Why what is to be told waits, in a line; empty when nothing does.
    default String trouble() {
        return "";
    }

    /// Whether so much waits that no more days should be read.
    default boolean isBehind() {
        return false;
    }

    /// What was kept is committed: none of it comes again but from others.
    default void committed() {}

    /// What has become of a day.
    sealed interface Kept {
        record Written() implements Kept {}

        /// It was there, with this very content.
        record Unchanged() implements Kept {}

        /// @param by what is there in its place
        record Superseded(String by) implements Kept {}
    }
}
