package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedRequestsTest {
    @ParameterizedTest
    @CsvSource({
        "https://data.gesdisc.earthdata.nasa.gov/x, .earthdata.nasa.gov, true",
        "https://data.gesdisc.earthdata.nasa.gov/x, earthdata.nasa.gov, true",
        "https://data.gesdisc.earthdata.nasa.gov/x, data.gesdisc.EARTHDATA.nasa.gov, true",
        "http://localhost:8080/x, localhost.local, true",
        "http://127.0.0.1:8080/x, 127.0.0.1, true",
        "https://data.gesdisc.earthdata.nasa.gov/x, urs.earthdata.nasa.gov, false",
        "https://notearthdata.nasa.gov/x, earthdata.nasa.gov, false",
        "https://data.gesdisc.earthdata.nasa.gov/x, .gov, false",
    })
    void takesCookiesForTheHostAndTheDomainsItIsIn(URI address, String domain, boolean taken) {
        final HttpCookie cookie = new HttpCookie("session", "x");
        cookie.setDomain(domain);
        assertThat(WatchedRequests.mayHave(address, cookie)).isEqualTo(taken);
    }
}
