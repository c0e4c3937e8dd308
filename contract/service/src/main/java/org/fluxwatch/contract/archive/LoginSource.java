package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.fluxwatch.contract.text.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Name and password for the login: from the environment, else from `.netrc`, which is read for each login.
/// ```
/// EARTHDATA_USERNAME, EARTHDATA_PASSWORD
/// NETRC, the file; without it .netrc in HOME
/// ```
final class LoginSource {
    static final String USER = "EARTHDATA_USERNAME";
    static final String PASSWORD = "EARTHDATA_PASSWORD";
    private static final String FILE = "NETRC";

    private static final Logger LOG = LoggerFactory.getLogger(LoginSource.class);
    private static final int LONGEST = 100_000;

    private final Map<String, String> environment;
    private final String host;
    private boolean looked;

    /// @param host of the login, by which a `.netrc` names it
    LoginSource(Map<String, String> environment, String host) {
        this.environment = Map.copyOf(environment);
        this.host = host;
    }

    /// @return empty: there is none
    /// @throws ArchiveException when what there is cannot be used
    Optional<UserAndPassword> value() throws ArchiveException {
        final String user = environment.getOrDefault(USER, "").strip();
        final String password = environment.getOrDefault(PASSWORD, "");
        if (user.isEmpty() && password.isEmpty()) return ofFile();
        try {
            return Optional.of(new UserAndPassword(user, password, USER + " and " + PASSWORD));
        } catch (IllegalArgumentException e) {
            throw new ArchiveException(Reason.REFUSED, Messages.of(e), null);
        }
    }

    private Optional<UserAndPassword> ofFile() throws ArchiveException {
        final String named = environment.getOrDefault(FILE, "");
        final String home = environment.getOrDefault("HOME", "");
        if (named.isEmpty() && (home.isEmpty() || !Files.exists(Path.of(home, ".netrc")))) return Optional.empty();
        final Path file = named.isEmpty() ? Path.of(home, ".netrc") : Path.of(named);
        final String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            warnOnce(file);
        } catch (IOException e) {
            throw new ArchiveException(
                    Reason.REFUSED,
                    (named.isEmpty() ? ".netrc" : "the file of " + FILE) + " cannot be read: " + FileTrouble.reason(e),
                    e);
        }
        return Netrc.parse(text, file.toString()).of(host);
    }

    private synchronized void warnOnce(Path file) throws IOException {
        if (looked) return;
        looked = true;
        if (OwnersOnly.isNot(file)) LOG.warn("{} holds passwords and others can read it; chmod 600 {}", file, file);
    }
}
