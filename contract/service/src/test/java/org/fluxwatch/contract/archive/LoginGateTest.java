package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoginGateTest {
    private static final URI FILE = URI.create("https://data.gesdisc.earthdata.nasa.gov/x.nc4");

    private final LoginGate gate = new LoginGate(
            new LoginSource(Map.of("EARTHDATA_USERNAME", "ada", "EARTHDATA_PASSWORD", "secret"), "host"),
            () -> Instant.EPOCH);

    @Test
    void holdsNobodyUpWhoNeedNotLogIn() throws Exception {
        try (LoginGate.Turn first = gate.turn()) {
            assertThat(first.begin(FILE)).isTrue();
            CompletableFuture.runAsync(() -> {
                        try (LoginGate.Turn other = gate.turn()) {
                            other.succeed(); // of a file that came without a login
                        }
                    })
                    .get(20, TimeUnit.SECONDS);
            first.succeed();
            assertThat(first.isOver()).isTrue();
        }
    }

    @Test
    void letsThoseWhoHaveWaitedTryTheCookieFirst() throws Exception {
        try (LoginGate.Turn first = gate.turn();
                LoginGate.Turn second = gate.turn()) {
            assertThat(first.begin(FILE)).isTrue();
            first.succeed();
            assertThat(second.begin(FILE)).isFalse();
            assertThat(second.begin(FILE)).as("the cookie has not done").isTrue();
        }
    }
}
