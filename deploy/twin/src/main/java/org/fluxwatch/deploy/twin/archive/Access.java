package org.fluxwatch.deploy.twin.archive;

/// Who may download.
public sealed interface Access {
    /// Anyone.
    record Open() implements Access {}

    /// Holders of the bearer token, or of a session from logging in with name and password.
    record Login(String token, String user, String password) implements Access {
        public Login {
            if (token.isBlank() || user.isBlank() || password.isBlank())
                throw new IllegalArgumentException("an archive login has an empty token, user or password");
        }

        @Override
        public String toString() {
            return "Login[" + user + "]"; // never the secrets
        }
    }
}
