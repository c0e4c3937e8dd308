package org.fluxwatch.contract.settings;

/// Settings that cannot be used. The message is for the person who wrote them: file, key, value, expectation.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
