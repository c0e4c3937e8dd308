package org.fluxwatch.deploy.fuzz;

/// Something was accepted, written or answered that must not be.
final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1;

    Impossible(String message) {
        super(message);
    }

    static void unless(boolean possible, String what, Object value) {
        if (!possible) throw new Impossible(what + " is " + value);
    }
}
