package org.fluxwatch.contract.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://host/data/x.nc4 | https://host/data/x.nc4
            https://me:SECRET@host/x | https://***@host/x
            https://me:SEC/RET@host/x | https://***@host/x
            http://SECRET@host:80 | http://***@host:80
            https://host/x?X-Amz-Signature=SECRET&X-Amz-Date=1#SECRET | https://host/x?X-Amz-Signature=***&X-Amz-Date=***
            https://host/x?SECRET | https://host/x?***
            https://host/search?short_name=A&version=1&token=SECRET | https://host/search?short_name=A&version=1&token=***
            https://host/a b | https://host/a b
            https://host:8080/a@b.nc4 | https://host:8080/a@b.nc4
            no address | no address
            """)
    void printsNoSecret(String address, String printed) {
        assertThat(Address.print(address)).isEqualTo(printed);
    }

    @Test
    void printsOnOneLineOfBoundedLength() {
        assertThat(Address.print("https://host/\r\nforged")).isEqualTo("https://host/\\r\\nforged");
        assertThat(Address.print("https://host/" + "a".repeat(10_000))).hasSizeLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x.nc4",
                "/x.nc4",
                "//host/x",
                "ftp://host/x",
                "file:///etc/passwd",
                "mailto:a@b.c",
                "https:",
                "https://",
                "https:///x",
                "https://:80/x",
                "https://ho st/x",
                "https://host:0/x",
                "https://host:70000/x",
                "https://a_b/x",
                "https://me:SECRET@host/x",
                "https://me:SEC RET@host/x",
                "https://host/\nx",
                "https://host/%zz?k=SECRET"
            })
    void refusesWhatCannotBeAsked(String address) {
        assertThatThrownBy(() -> Address.http(address))
                .isInstanceOf(URISyntaxException.class)
                .hasMessageNotContaining("SECRET")
                .hasMessageNotContaining("RET@");
    }

    @Test
    void resolvesWhatIsRelative() throws Exception {
        final URI from = URI.create("https://host/data/x.nc4");
        assertThat(Address.resolve(from, "/other?k=1")).isEqualTo(URI.create("https://host/other?k=1"));
        assertThat(Address.resolve(from, "//second/y")).isEqualTo(URI.create("https://second/y"));
        assertThatThrownBy(() -> Address.resolve(from, "/a b")).isInstanceOf(URISyntaxException.class);
        assertThatThrownBy(() -> Address.resolve(from, "mailto:a@b.c")).isInstanceOf(URISyntaxException.class);
        assertThatThrownBy(() -> Address.resolve(from, "/" + "a".repeat(10_000)))
                .hasMessageContaining("has 10001 characters, expected 8000 at most");
    }
}
