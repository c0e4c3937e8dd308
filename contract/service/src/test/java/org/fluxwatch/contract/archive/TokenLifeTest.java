package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLifeTest {
    private static String token(String claims) {
        return "eyJ0eXAiOiJKV1QifQ."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2lnbmF0dXJl";
    }

    @Test
    void isWhatTheTokenSays() {
        assertThat(TokenLife.end(token("{\"type\":\"User\",\"uid\":\"someone\",\"exp\":1557646195}")))
                .contains(Instant.ofEpochSecond(1_557_646_195));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"exp\":\"soon\"}", "{\"exp\":1e300}", "{\"exp\":99999999999999}", "no json", ""})
    void isNotKnownWhereTheTokenDoesNotSay(String claims) {
        assertThat(TokenLife.end(token(claims))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "a.b", "..", "a.%%%.c", "a.b.c.d"})
    void isNotKnownOfAnotherKindOfToken(String token) {
        assertThat(TokenLife.end(token)).isEmpty();
    }
}
