package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static final URI CMR = URI.create("https://cmr.earthdata.nasa.gov/search");

    /// What the environment says, an address, the proxy; `direct` for none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTPS_PROXY=http://proxy:3128 | https://host/x | proxy:3128
            https_proxy=proxy:3128 | https://host/x | proxy:3128
            https_proxy=http://proxy/ | https://host/x | proxy:80
            https_proxy=http://first:1 HTTPS_PROXY=http://second:2 | https://host/x | first:1
            https_proxy= HTTPS_PROXY=http://second:2 | https://host/x | second:2
            HTTPS_PROXY=http://proxy:3128 | http://host/x | direct
            HTTP_PROXY=http://proxy:3128 | http://host/x | proxy:3128
            ALL_PROXY=http://proxy:3128 | https://host/x | proxy:3128
            HTTPS_PROXY=http://proxy:1 NO_PROXY=host | https://host/x | direct
            HTTPS_PROXY=http://proxy:1 NO_PROXY=nasa.gov | https://data.earthdata.nasa.gov/x | direct
            HTTPS_PROXY=http://proxy:1 NO_PROXY=.nasa.gov,x | https://data.earthdata.NASA.gov/x | direct
            HTTPS_PROXY=http://proxy:1 no_proxy=*.nasa.gov | https://nasa.gov/x | direct
            HTTPS_PROXY=http://proxy:1 no_proxy=nasa.gov | https://notnasa.gov/x | proxy:1
            HTTPS_PROXY=http://proxy:1 no_proxy=host:8443 | https://host:8443/x | direct
            HTTPS_PROXY=http://proxy:1 no_proxy=host:8443 | https://host/x | proxy:1
            HTTPS_PROXY=http://proxy:1 no_proxy=host:443 | https://host/x | direct
            HTTPS_PROXY=http://proxy:1 no_proxy=* | https://host/x | direct
            HTTPS_PROXY=http://proxy:1 no_proxy=10.1.2.3 | https://10.1.2.3/x | direct
            HTTP_PROXY=http://proxy:1 | http://127.0.0.1:8080/x | direct
            HTTP_PROXY=http://proxy:1 | http://localhost/x | direct
            PATH=/bin | https://host/x | direct
            """)
    void asksThroughTheProxyThatTheEnvironmentNames(String environment, URI address, String proxy) throws Exception {
        final Proxies proxies = new Proxies(variables(environment));
        assertThat(proxies.of(address)
                        .map(named -> named.host() + ":" + named.port())
                        .orElse("direct"))
                .isEqualTo(proxy);
        assertThat(proxies.select(address).getFirst().address() == null).isEqualTo(proxy.equals("direct"));
    }

    private static Map<String, String> variables(String environment) {
        final Map<String, String> variables = new java.util.HashMap<>();
        for (String one : environment.split(" ")) variables.put(one.split("=", 2)[0], one.split("=", 2)[1]);
        return variables;
    }

    @ParameterizedTest
    @CsvSource({
        "socks5://me:SECRET@proxy:1, 'HTTPS_PROXY is ''socks5://***@proxy:1'', expected http://host:port'",
        "http://me:SEC RET@proxy:1, 'HTTPS_PROXY is ''http://***@proxy:1'', expected http://host:port'",
        "https://proxy:1, 'HTTPS_PROXY is ''https://proxy:1'', expected http://host:port'",
    })
    void namesAProxyThatCannotBeUsedWithoutItsPassword(String value, String said) {
        assertThatThrownBy(() -> new Proxies(Map.of("HTTPS_PROXY", value)).of(CMR))
                .isInstanceOf(ArchiveException.class)
                .hasMessage(said);
    }

    private EarthdataSession session(Map<String, String> environment) {
        return new EarthdataSession(
                SettingsLoader.parse("archive: {attempts: 1, request-timeout: PT20S}", "test", Map.of())
                        .archive(),
                environment,
                millis -> {},
                InstantSource.system(),
                () -> 0L,
                DownloadTally.NONE);
    }

    @Test
    void fetchesWhatOnlyTheProxyKnows() throws Exception {
        final List<String> asked = new CopyOnWriteArrayList<>();
        final HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            FakeArchive.answer(exchange, 200, "hello");
            exchange.close();
        });
        proxy.start();
        try (EarthdataSession session = session(Map.of(
                "HTTP_PROXY", "http://me:secret@127.0.0.1:" + proxy.getAddress().getPort()))) {
            assertThat(session.getText(URI.create("http://only.the.proxy.knows/x"), Map.of())
                            .body())
                    .isEqualTo("hello");
        } finally {
            proxy.stop(0);
        }
        assertThat(asked).containsExactly("http://only.the.proxy.knows/x Basic bWU6c2VjcmV0");
    }

    @Test
    void asksForATunnelWithTheProxysPasswordAndNamesTheProxyThatGivesNone() throws Exception {
        final StringBuffer asked = new StringBuffer();
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuseTunnel(proxy, asked));
            final Map<String, String> environment =
                    Map.of("HTTPS_PROXY", "http://me:secret@127.0.0.1:" + proxy.getLocalPort());
            try (EarthdataSession session = session(environment)) {
                assertThatThrownBy(() -> session.getText(CMR, Map.of()))
                        .isInstanceOf(ArchiveException.class)
                        .hasMessageContaining("through the proxy 127.0.0.1:" + proxy.getLocalPort() + " (HTTPS_PROXY)")
                        .hasMessageNotContaining("secret")
                        .extracting(e -> ((ArchiveException) e).reason())
                        .isEqualTo(Reason.UNREACHABLE);
            }
        }
        assertThat(asked.toString())
                .startsWith("CONNECT cmr.earthdata.nasa.gov:443 HTTP/1.1")
                .contains("Proxy-Authorization: Basic bWU6c2VjcmV0");
    }

    private static void refuseTunnel(ServerSocket proxy, StringBuffer asked) {
        try (Socket socket = proxy.accept();
                OutputStream out = socket.getOutputStream()) {
            final byte[] head = new byte[4096];
            final int length = socket.getInputStream().read(head);
            asked.append(new String(head, 0, length, StandardCharsets.US_ASCII));
            out.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            asked.append(e);
        }
    }

    @Test
    void namesTheProxyThatDoesNotAnswer() throws Exception {
        final int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (EarthdataSession session = session(Map.of("HTTPS_PROXY", "127.0.0.1:" + nobody))) {
            assertThatThrownBy(() -> session.getText(CMR, Map.of()))
                    .hasMessageContaining("ConnectException")
                    .hasMessageContaining("through the proxy 127.0.0.1:" + nobody);
        }
    }
}
