package org.fluxwatch.contract.archive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// With what one logs in.
///
/// @param from where it is from, in words
record UserAndPassword(String user, String password, String from) {
    UserAndPassword {
        if (user.isEmpty() || password.isEmpty() || user.indexOf(':') >= 0)
            throw new IllegalArgumentException(
                    from + ": user or password is empty or the user has a colon, expected a name and a password");
    }

    /// For the header `Authorization`.
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return from; // never the secrets
    }
}
