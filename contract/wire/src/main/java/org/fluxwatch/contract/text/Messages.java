package org.fluxwatch.contract.text;

/// What an exception says.
public final class Messages {
    private Messages() {}

    /// Its message; of one that has none the name of its class.
    public static String of(Throwable thrown) {
        final String message = thrown.getMessage();
        return message == null ? thrown.getClass().getName() : message;
    }
}
