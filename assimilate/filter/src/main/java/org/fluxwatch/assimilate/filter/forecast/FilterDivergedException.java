package org.fluxwatch.assimilate.filter.forecast;

/// The ensemble has left what is physically possible; the domain stops rather than write nonsense.
public final class FilterDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FilterDivergedException(String message) {
        super(message);
    }
}
