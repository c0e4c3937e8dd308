package org.fluxwatch.deploy.chaos;

/// The system under test has not stood it: something stands still, has died by itself, or says it has failed.
public final class ChaosFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ChaosFailure(String message) {
        super(message);
    }
}
