package org.fluxwatch.deploy.fuzz;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.health.Pipeline;
import org.fluxwatch.publish.remote.RemoteReadApi;
import org.fluxwatch.publish.web.AlarmsApi;
import org.fluxwatch.publish.web.ExplainApi;
import org.fluxwatch.publish.web.ProductsApi;
import org.fluxwatch.publish.web.RevisionsApi;
import org.fluxwatch.publish.web.StaticPage;
import org.fluxwatch.publish.web.v1.ApiV1;
import org.fluxwatch.publish.web.v1.DayEvents;

/// The HTTP server of publish with a day to show. An input is all that a client sends before it closes its half of the
/// connection: it must be answered or the connection closed within seconds, and never with a failure.
final class HttpTarget implements Target {
    private static final int LONGEST_MS = 20_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final String DOMAINS = """
            domains:
              small:
                start: 2019-05-01
                sensors: [oco2]
                grid: {kind: lat-lon, columns: 4, rows: 3, west: 112.0, south: 36.0, cell-degrees: 1.0}
              months:
                start: 2019-05-01
                system: inversion
                sensors: [oco2]
                grid: {kind: lat-lon, columns: 4, rows: 3, west: 112.0, south: 36.0, cell-degrees: 1.0}
            """;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StatusServer server;
    private final ApiV1 api;

    HttpTarget(Path folder) throws IOException {
        final Settings settings = SettingsLoader.parse(DOMAINS, "fuzz", Map.of());
        final ProductFolder products = new ProductFolder(folder, settings);
        products.write(day(settings.domain("small").modelGrid()));
        products.write(month());
        final Health health = new Health();
        final Pipeline pipeline = new Pipeline(health, registry, products.own(), InstantSource.system());
        server = new StatusServer("publish", "127.0.0.1", List.of(), 0, registry, health);
        new ProductsApi(products, pipeline::snapshot).addTo(server);
        new AlarmsApi(products).addTo(server);
        new ExplainApi(products, settings.sensors()).addTo(server);
        new RevisionsApi(products).addTo(server);
        new RemoteReadApi(products).addTo(server);
        final DayEvents events = new DayEvents();
        events.close(); // a stream that goes on is no hanging answer
        api = new ApiV1(products, events);
        api.addTo(server);
        new StaticPage().addTo(server);
    }

    private static DayProduct day(Grid grid) {
        final AnalysisIdentity identity =
                new AnalysisIdentity("small", AssimilationSystem.FILTER, LocalDate.of(2019, 5, 1), 0);
        final AnalysisField field = new AnalysisField(
                identity,
                "flux_analysis",
                "natural surface flux, analysis",
                "umol m-2 s-1",
                "time: mean",
                new float[grid.cells()]);
        final Innovation one = new Innovation(
                identity,
                new Innovation.Observation(
                        Sensor.OCO2,
                        "a.nc4",
                        "1",
                        ViewMode.NADIR,
                        new Innovation.Position(Instant.parse("2019-05-01T05:00:00Z"), 37, 113),
                        411,
                        0.7,
                        5,
                        Set.of()),
                new Innovation.Simulated(410, 410.5),
                Innovation.Status.ASSIMILATED,
                new Innovation.Filter(0.9, 410, 410, 1, FluxShares.NONE));
        return new DayProduct(
                new DailyAnalysis(
                        identity,
                        new DailyAnalysis.Sources(List.of(), Set.of(), Set.of(), Map.of("prior", "synthetic seed 1")),
                        new DailyAnalysis.Counts(1, Map.of("assimilated", 1)),
                        List.of(),
                        List.of("flux_analysis"),
                        new DailyAnalysis.Filter(2, 0, false, 1, List.of(1, 0, 0), Map.of())),
                List.of(field),
                List.of(one));
    }

    /// Without fields and observations.
    private static MonthProduct month() {
        return new MonthProduct(
                new AnalysisIdentity("months", AssimilationSystem.INVERSION, LocalDate.of(2019, 5, 3), 0),
                Map.of("prior", "synthetic seed 1"),
                new DailyAnalysis.Making("0.3.0", "{}", "none"),
                Set.of(),
                "Reference",
                "particles",
                new DailyAnalysis.MonthEstimate(
                        YearMonth.of(2019, 5),
                        3,
                        false,
                        0,
                        Map.of(),
                        Double.NaN,
                        0,
                        List.of(),
                        0,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Map.of()),
                List.of(),
                List.of());
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.concat(pages(), Stream.of(remoteRead())).toList();
    }

    private static Stream<byte[]> pages() {
        return Stream.of(
                        "/",
                        "/metrics",
                        "/health/ready",
                        "/health/live",
                        "/api/domains",
                        "/api/days?domain=small&system=filter",
                        "/api/day?domain=small&day=2019-05-01&fields=flux_analysis",
                        "/api/day?domain=months&day=2019-05-03",
                        "/api/methods",
                        "/api/pipeline",
                        "/api/alarms?domain=small",
                        "/api/alarms?domain=small&system=filter&day=2019-05-01",
                        "/api/explain?domain=small&day=2019-05-01&region=etc",
                        "/api/explain?domain=small&day=2019-05-01&sensor=oco2&mode=nadir",
                        "/api/diff?domain=small&day=2019-05-01",
                        "/products/months/2019/fluxwatch_months_inversion_2019-05.nc",
                        "/products/small/2019/fluxwatch_small_filter_20190501.nc",
                        "/api/v1/openapi.json",
                        "/api/v1/domains/small/filter/days?from=2019-05-01&to=2019-05-02",
                        "/api/v1/domains/small/filter/days/2019-05-01/fields/flux_analysis?format=csv",
                        "/api/v1/domains/months/inversion/days/2019-05-01/provenance",
                        "/api/v1/domains/small/filter/cells?latitude=37&longitude=113",
                        "/api/v1/domains/small/filter/series?polygon=POLYGON((112+36,114+36,114+38,112+36))&by=month",
                        "/page.js")
                .map(path -> "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Asks for every series of all times.
    private static byte[] remoteRead() {
        final byte[] matcher = protobuf(8, 2, 18, 4, 'n', 'a', 'm', 'e', 26, 2, '.', '*');
        final byte[] query = protobuf(8, 0, 16, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f, 26, matcher.length);
        final ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(protobuf(10, query.length + matcher.length));
        request.writeBytes(query);
        request.writeBytes(matcher);
        final byte[] body = snappy(request.toByteArray());
        request.reset();
        request.writeBytes(("POST " + RemoteReadApi.PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-protobuf\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static byte[] protobuf(int... bytes) {
        final byte[] message = new byte[bytes.length];
        for (int n = 0; n < bytes.length; n++) message[n] = (byte) bytes[n];
        return message;
    }

    /// At most 60 bytes, as a literal: a mutation of them is still a block that unpacks.
    private static byte[] snappy(byte[] bytes) {
        final byte[] block = new byte[bytes.length + 2];
        block[0] = (byte) bytes.length;
        block[1] = (byte) (bytes.length - 1 << 2);
        System.arraycopy(bytes, 0, block, 2, bytes.length);
        return block;
    }

    @Override
    public List<String> words() {
        return List.of(
                "GET ",
                "HEAD ",
                "POST ",
                "OPTIONS ",
                " HTTP/1.1",
                "\r\n",
                "\r\n\r\n",
                "Content-Length: ",
                "Host: ",
                "Transfer-Encoding: chunked",
                "Expect: 100-continue",
                "Range: bytes=0-",
                "%00",
                "%2e%2e/",
                "%",
                "+",
                "&day=",
                "-0001-01-01",
                "+999999999-12-31",
                "?domain=",
                "fields=",
                "/api/day",
                "/api/v1/",
                "polygon={%22type%22:%22MultiPolygon%22,%22coordinates%22:[[[[",
                "MULTIPOLYGON(((",
                "1e308",
                "by=cumulated",
                "/products/",
                "//",
                "..",
                "\u00e9",
                "Upgrade: h2c");
    }

    @Override
    public String take(byte[] input) throws IOException {
        final byte[] answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(LONGEST_MS);
            try {
                socket.getOutputStream().write(input);
                socket.shutdownOutput();
                answer = socket.getInputStream().readNBytes(MOST_BYTES);
            } catch (SocketTimeoutException e) {
                throw new Impossible("a connection neither answered nor closed in " + LONGEST_MS + " ms");
            } catch (SocketException e) {
                return "reset";
            }
        }
        final String begin = new String(answer, 0, Math.min(answer.length, 200), StandardCharsets.ISO_8859_1);
        final Matcher status = STATUS.matcher(begin);
        if (!status.lookingAt()) return answer.length == 0 ? "closed" : "no status line: " + Outcomes.kind(begin);
        final int code = Integer.parseInt(status.group(1));
        // 501 and 505 are the client's doing, and a service that is not ready says 503 of itself
        if (code == 500)
            throw new Impossible("the answer is " + Outcomes.kind(new String(answer, StandardCharsets.ISO_8859_1)));
        return "status " + code;
    }

    @Override
    public void close() {
        server.close();
        api.close();
        registry.close();
    }
}
