package org.fluxwatch.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.web.v1.ApiV1;
import org.fluxwatch.publish.web.v1.DayEvents;

/// What the HTTP interface takes for a year of days at JDAS's full size (105 x 86 cells, 50 members), over loopback,
/// its clients in the same process. The files are in the system's cache of pages, as the latest year of a
/// monitor is. Every polygon and cell is another one, so that none is answered from memory.
public final class ApiBench {
    private static final AnalysedDomain DOMAIN = new AnalysedDomain("full", AssimilationSystem.FILTER);
    private static final String SETTINGS = """
            domains:
              full:
                start: 2019-01-01
                sensors: [oco2]
                grid: {kind: stereographic, columns: 105, rows: 86, centre-latitude: 35.0, centre-longitude: 116.0,
                       cell-km: 64.0, west: 0.0, south: 0.0, cell-degrees: 1.0}
            """;
    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);

    /// Requests before those that count.
    private static final int WARM_UP = 4;

    private static final double GOAL_MS = 200;

    private final String url;
    private final int requests;
    private final PrintWriter out;
    private final HttpClient http = HttpClient.newHttpClient();

    /// The latest answer, in words.
    private String about = "";

    private final List<Finding> findings = new ArrayList<>();

    private ApiBench(String url, int requests, PrintWriter out) {
        this.url = url;
        this.requests = requests;
        this.out = out;
    }

    /// @param folder of the files; null: a temporary one, deleted in the end
    public static void run(Path folder, int days, int requests, PrintWriter out)
            throws IOException, InterruptedException {
        out.println(Machine.name());
        final Path used = folder == null ? Files.createTempDirectory("fluxwatch-api") : folder;
        try {
            final Settings settings = SettingsLoader.parse(SETTINGS, "the bench's settings", Map.of());
            final ProductFolder products = new ProductFolder(used, settings);
            final Grid grid = products.grid(DOMAIN);
            write(products, grid, days, out);
            measure(products, grid, requests, out);
        } finally {
            if (folder == null) Utils.delete(used.toFile());
        }
    }

    private static void write(ProductFolder products, Grid grid, int days, PrintWriter out) throws IOException {
        final long t0 = System.nanoTime();
        final ApiDays invented = new ApiDays(DOMAIN.domain(), grid);
        int written = 0;
        for (int d = 0; d < days; d++)
            if (products.find(DOMAIN, FIRST.plusDays(d)).isEmpty()) {
                products.write(invented.day(FIRST.plusDays(d)));
                written++;
            }
        out.printf(Locale.ROOT, "%d days written in %.0f s%n", written, (System.nanoTime() - t0) / 1e9);
        out.flush();
    }

    private static void measure(ProductFolder products, Grid grid, int requests, PrintWriter out)
            throws IOException, InterruptedException {
        try (DayEvents events = new DayEvents();
                ApiV1 api = new ApiV1(products, events);
                StatusServer server = new StatusServer(
                        "publish",
                        "127.0.0.1",
                        List.of(),
                        0,
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        new Health())) {
            api.addTo(server);
            final String system = "http://127.0.0.1:" + server.port() + "/api/v1/domains/full/filter";
            final ApiBench bench = new ApiBench(system, requests, out);
            final List<String> regions = ApiDays.REGIONS;
            bench.time("a region by day", n -> "/series?region=" + regions.get(n % regions.size()));
            bench.time("a region by month", n -> "/series?by=month&region=" + regions.get(n % regions.size()));
            bench.time("a polygon of 30 cells", n -> series(box(35, 110 + 0.01 * n, 2.11, 1.44)));
            bench.time(
                    "a polygon of 1000 cells by month", n -> series(box(35, 112 + 0.01 * n, 11.6, 9.2)) + "&by=month");
            bench.time("the whole domain as a polygon", n -> series(outline(grid, 0.5 + 0.001 * n)));
            bench.time("a cell", n -> "/cells?latitude=" + (30 + 0.5 * (n % 20)) + "&longitude=110");
            out.println();
            Finding.print(bench.findings, out);
        }
    }

    private static String series(String polygon) {
        return "/series?polygon=" + URLEncoder.encode(polygon, StandardCharsets.UTF_8);
    }

    /// Half as wide and high as given, degrees; long sides in pieces, that they keep to their parallel.
    private static String box(double latitude, double longitude, double width, double height) {
        final List<double[]> ring = new ArrayList<>();
        for (int k = -4; k <= 4; k++) ring.add(new double[] {longitude + width * k / 4, latitude - height});
        for (int k = 4; k >= -4; k--) ring.add(new double[] {longitude + width * k / 4, latitude + height});
        return text(ring);
    }

    /// @param cells from the middles of the outermost cells outwards
    private static String outline(Grid grid, double cells) {
        final List<double[]> ring = new ArrayList<>();
        final double right = grid.nx() - 1 + cells;
        final double top = grid.ny() - 1 + cells;
        final int pieces = 10;
        for (int k = 0; k < pieces; k++) ring.add(place(grid, along(-cells, right, k), -cells));
        for (int k = 0; k < pieces; k++) ring.add(place(grid, right, along(-cells, top, k)));
        for (int k = 0; k < pieces; k++) ring.add(place(grid, along(right, -cells, k), top));
        for (int k = 0; k < pieces; k++) ring.add(place(grid, -cells, along(top, -cells, k)));
        return text(ring);
    }

    private static double along(double from, double to, int tenths) {
        return from + (to - from) * tenths / 10;
    }

    private static double[] place(Grid grid, double x, double y) {
        return new double[] {grid.longitude(x, y), grid.latitude(x, y)};
    }

    private static String text(List<double[]> ring) {
        final List<double[]> closed = new ArrayList<>(ring);
        closed.add(ring.getFirst());
        return closed.stream()
                .map(place -> String.format(Locale.ROOT, "%.6f %.6f", place[0], place[1]))
                .collect(Collectors.joining(",", "POLYGON((", "))"));
    }

    private void time(String what, IntFunction<String> path) throws IOException, InterruptedException {
        final double first = milliseconds(path.apply(0));
        for (int n = 1; n < WARM_UP; n++) milliseconds(path.apply(n));
        final double[] all = new double[requests];
        final long cpu0 = cpu();
        for (int n = 0; n < requests; n++) all[n] = milliseconds(path.apply(WARM_UP + n));
        Arrays.sort(all);
        final double cpu = (cpu() - cpu0) / 1e6 / requests;
        final double p95 = all[(int) Math.ceil(0.95 * requests) - 1];
        out.printf(
                Locale.ROOT,
                "%-34s  p50 %6.1f ms  p95 %6.1f ms  %6.1f CPU ms  the first %6.1f ms  %s%n",
                what,
                all[(requests - 1) / 2],
                p95,
                cpu,
                first,
                about);
        out.flush();
        findings.add(Finding.atMost(GOAL_MS, "ms", what + ", p95", p95));
    }

    /// CPU time of all threads, ns.
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private double milliseconds(String path) throws IOException, InterruptedException {
        final long t0 = System.nanoTime();
        final HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        final double milliseconds = (System.nanoTime() - t0) / 1e6;
        final String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200 || !text.contains("\"missing\":[],\"damaged\":[]"))
            throw new IllegalStateException(
                    path + " answers " + answer.statusCode() + ": " + text.substring(0, Math.min(400, text.length())));
        final int cells = text.indexOf("\"cells\":");
        about = answer.body().length / 1024 + " KiB"
                + (cells < 0 ? "" : ", " + text.substring(cells + 8, text.indexOf(',', cells)) + " cells");
        return milliseconds;
    }
}
