package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenPolicyTest {
    private static final String DATA = "https://data.gesdisc.earthdata.nasa.gov/data/x.nc4";

    @ParameterizedTest
    @CsvSource({
        "https://cmr.earthdata.nasa.gov, https://data.gesdisc.earthdata.nasa.gov/x, https://data.gesdisc.earthdata.nasa.gov/y, true",
        "https://cmr.earthdata.nasa.gov, https://oco2.gesdisc.eosdis.nasa.gov/x, https://oco2.gesdisc.eosdis.nasa.gov/x, true",
        "https://cmr.earthdata.nasa.gov, https://data.gesdisc.earthdata.nasa.gov/x, https://urs.earthdata.nasa.gov/x, false",
        "https://cmr.earthdata.nasa.gov, https://data.gesdisc.earthdata.nasa.gov/x, https://d1.cloudfront.net/x, false",
        "https://cmr.earthdata.nasa.gov, http://data.gesdisc.earthdata.nasa.gov/x, http://data.gesdisc.earthdata.nasa.gov/x, false",
        "https://cmr.earthdata.nasa.gov, https://data.gesdisc.earthdata.nasa.gov/x, https://data.gesdisc.earthdata.nasa.gov:8443/x, false",
        "https://cmr.earthdata.nasa.gov, https://example.com/x, https://example.com/x, false",
        "https://cmr.earthdata.nasa.gov, https://nasa.gov.example.com/x, https://nasa.gov.example.com/x, false",
        "http://127.0.0.1:8080, http://127.0.0.1:9090/x, http://127.0.0.1:9090/x, true",
        "http://127.0.0.1:8080, http://127.0.0.1:9090/x, http://localhost:9090/x, false",
        "http://127.0.0.1:8080, https://10.0.0.1/x, https://10.0.0.1/x, false",
    })
    void sendsTheTokenOnlyWhereItBelongs(URI catalogue, URI first, URI now, boolean sent) {
        assertThat(new TokenPolicy(catalogue, "secret")
                        .authorization(first, now)
                        .isPresent())
                .isEqualTo(sent);
    }

    @Test
    void sendsNothingWithoutAToken() {
        assertThat(new TokenPolicy(URI.create("https://cmr.earthdata.nasa.gov"), "")
                        .authorization(URI.create(DATA), URI.create(DATA)))
                .isEmpty();
    }
}
