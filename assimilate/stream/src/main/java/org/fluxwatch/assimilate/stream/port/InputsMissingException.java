package org.fluxwatch.assimilate.stream.port;

import java.util.List;

/// What a system needs is not there, or cannot be used; the domain waits for it.
public final class InputsMissingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> what;

    /// @param what a line each
    public InputsMissingException(List<String> what) {
        super(String.join("; ", what));
        this.what = List.copyOf(what);
    }

    public List<String> what() {
        return what;
    }
}
