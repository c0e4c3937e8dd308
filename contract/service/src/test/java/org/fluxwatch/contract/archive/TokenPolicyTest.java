package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of docs/archive.md.
class TokenPolicyTest {
    private static final List<String> DOMAINS = List.of("earthdata.nasa.gov", "eosdis.nasa.gov");

    @ParameterizedTest
    @CsvSource({
        "https://data.gesdisc.earthdata.nasa.gov/x, true",
        "https://DATA.gesdisc.earthdata.NASA.gov:443/x, true",
        "https://oco2.gesdisc.eosdis.nasa.gov/x, true",
        "https://earthdata.nasa.gov/x, true",
        "https://cmr.earthdata.nasa.gov/x, true",
        "http://data.gesdisc.earthdata.nasa.gov/x, false",
        "http://cmr.earthdata.nasa.gov/x, false",
        "https://cmr.earthdata.nasa.gov:8443/x, false",
        "https://data.gesdisc.earthdata.nasa.gov:8443/x, false",
        "https://data.gesdisc.earthdata.nasa.gov/x?A-userid=me&X-Amz-Signature=1, false",
        "https://data.gesdisc.earthdata.nasa.gov/x?Expires=1&Signature=1&Key-Pair-Id=1, false",
        "https://www.nasa.gov/x, false",
        "https://notearthdata.nasa.gov/x, false",
        "https://earthdata.nasa.gov.example.com/x, false",
        "https://d1nklfio7vscoe.cloudfront.net/x, false",
        "https://gesdisc-cumulus-prod-protected.s3.us-west-2.amazonaws.com/x, false",
        "https://10.0.0.1/x, false",
        "https://[::1]/x, false",
    })
    void sendsNasasTokenToNasaOnly(URI address, boolean sent) {
        assertThat(new TokenPolicy(URI.create("https://cmr.earthdata.nasa.gov"), DOMAINS).covers(address))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080/x, true",
        "http://127.0.0.1:8080, http://127.0.0.1:9090/x, false",
        "http://127.0.0.1:8080, https://127.0.0.1:8080/x, false",
        "http://127.0.0.1:8080, http://localhost:8080/x, false",
        "https://mirror.iap.ac.cn, https://mirror.iap.ac.cn/x, true",
        "https://mirror.iap.ac.cn, https://mirror.iap.ac.cn:443/x, true",
        "https://mirror.iap.ac.cn, http://mirror.iap.ac.cn/x, false",
        "https://mirror.iap.ac.cn, https://other.ac.cn/x, false",
        "https://mirror.iap.ac.cn, https://data.mirror.iap.ac.cn/x, false",
        "https://mirror.example.org.cn, https://stranger.org.cn/x, false",
    })
    void takesACataloguesOwnOriginForNothingButItself(URI catalogue, URI address, boolean sent) {
        assertThat(new TokenPolicy(catalogue, DOMAINS).covers(address)).isEqualTo(sent);
    }
}
