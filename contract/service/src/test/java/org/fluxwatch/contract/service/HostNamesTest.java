package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    @Test
    void onAllAddressesAnyAddressIsAllowedButNoForeignName() throws Exception {
        final HostNames names = new HostNames(InetAddress.ofLiteral("0.0.0.0"), List.of("publish"));
        for (String allowed : List.of("10.1.2.3:8460", "[2001:db8::1]", "localhost", "publish:8460"))
            assertThat(names.allow(allowed)).as(allowed).isTrue();
        assertThat(names.allow(InetAddress.getLocalHost().getHostName())).isTrue();
        for (String refused : List.of("evil.example", "publish.evil.example", "[nonsense]", "10.1.2.3.4.5", "a b"))
            assertThat(names.allow(refused)).as(refused).isFalse();
    }
}
