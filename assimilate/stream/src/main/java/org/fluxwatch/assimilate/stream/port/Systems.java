package org.fluxwatch.assimilate.stream.port;

/// Makes the systems of domains.
@FunctionalInterface
public interface Systems {
    /// The system of a domain, which is expensive.
    ///
    /// @throws InputsMissingException when an input cannot be used
    DaySystem<?> of(String domain);
}
