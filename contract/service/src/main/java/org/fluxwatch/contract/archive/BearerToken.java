package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Earthdata token of the settings, or of the file that they name. The file is read for each request: a token lives
/// for 60 days, and a new one needs no restart.
final class BearerToken {
    private static final Logger LOG = LoggerFactory.getLogger(BearerToken.class);

    /// Tokens have about 1,000 characters.
    private static final int LONGEST = 16_384;

    private final String token;
    private final String file;
    private boolean looked;

    BearerToken(ArchiveSettings archive) {
        token = archive.token();
        file = archive.tokenFile();
    }

    boolean isGiven() {
        return !file.isEmpty() || !token.isEmpty();
    }

    /// Where it is from, in words.
    String from() {
        return file.isEmpty() ? "archive.token" : "archive.token-file " + file;
    }

    /// When it ends, as it says itself; empty where there is none, or it does not say.
    Optional<Instant> end() {
        try {
            return value().flatMap(TokenLife::end);
        } catch (ArchiveException e) {
            return Optional.empty(); // whoever uses the token tells of it
        }
    }

    /// @return empty: there is none
    /// @throws ArchiveException when the file cannot be read or holds no token; the message never has its text
    Optional<String> value() throws ArchiveException {
        if (file.isEmpty()) return token.isEmpty() ? Optional.empty() : Optional.of(token);
        final Path path = Path.of(file);
        try (InputStream in = Files.newInputStream(path)) {
            warnOnce(path);
            final String text = new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8).strip();
            if (!text.isEmpty() && text.length() <= LONGEST && ArchiveSettings.isToken(text)) return Optional.of(text);
            throw new ArchiveException(
                    Reason.REFUSED,
                    "archive.token-file " + file + " holds " + (text.isEmpty() ? "nothing" : "no token")
                            + ", expected one line with an Earthdata token, " + ArchiveSettings.TOKEN,
                    null);
        } catch (ArchiveException e) {
            throw e;
        } catch (IOException e) {
            throw new ArchiveException(
                    Reason.REFUSED, "archive.token-file cannot be read: " + FileTrouble.reason(e), e);
        }
    }

    private synchronized void warnOnce(Path path) throws IOException {
        if (looked) return;
        looked = true;
        if (OwnersOnly.isNot(path)) LOG.warn("{} holds a token and others can read it; chmod 600 {}", path, path);
    }
}
