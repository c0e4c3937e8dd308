package org.fluxwatch.contract.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.topic.RecordSerde;

/// When the archive's token ends. An Earthdata token is a JSON web token (RFC 7519); its middle part says it in
/// `exp`, seconds since 1970. Nothing else of it is looked at, and nothing of it is ever shown.
public final class TokenLife {
    private final BearerToken token;

    public TokenLife(ArchiveSettings archive) {
        token = new BearerToken(archive);
    }

    /// Empty where there is no token, or it does not say.
    public Optional<Instant> end() {
        return token.end();
    }

    static Optional<Instant> end(String token) {
        final String[] parts = token.split("\\.", -1);
        if (parts.length != 3) return Optional.empty();
        try {
            final String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            final JsonNode end = RecordSerde.jsonMapper().readTree(claims).path("exp");
            return end.isNumber() && end.canConvertToLong() && Math.abs(end.asLong()) < 1L << 36
                    ? Optional.of(Instant.ofEpochSecond(end.asLong()))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
