package org.fluxwatch.deploy.fuzz;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.CmrCatalog;
import org.fluxwatch.ingest.catalog.Deletion;
import org.fluxwatch.ingest.catalog.Granule;

/// What the catalogue answers when it is asked for granules, then for deletions: of an input the two parts around a
/// line of `=`. What is taken for a granule must come back from the ledger.
final class CatalogueTarget implements Target {
    private static final String PART = "\n=====\n";
    private static final Instant NOW = Instant.parse("2024-09-01T00:00:00Z");

    private final HttpServer server;
    private final ArchiveSettings settings;
    private final EarthdataSession session;
    private volatile byte[] granules = new byte[0];
    private volatile byte[] deletions = new byte[0];

    CatalogueTarget(Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/search/granules.umm_json", exchange -> answer(exchange, granules));
        server.createContext("/search/granules.json", exchange -> answer(exchange, granules));
        server.createContext("/search/deleted-granules.json", exchange -> answer(exchange, deletions));
        server.start();
        settings = SettingsLoader.parse(
                        "archive: {cmr-url: 'http://127.0.0.1:"
                                + server.getAddress().getPort() + "', products: [OCO2_L2_Lite_FP.11.2r], attempts: 1}",
                        "fuzz",
                        Map.of())
                .archive();
        session = new EarthdataSession(settings, millis -> {});
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public List<byte[]> seeds() {
        final String name = "oco2_LtCO2_190503_B11210Ar_240820000231s.nc4";
        final String item =
                "{\"meta\":{\"concept-id\":\"G1-GES_DISC\",\"collection-concept-id\":\"C1-GES_DISC\",\"revision-id\":1,"
                        + "\"revision-date\":\"2024-08-20T01:02:03.456Z\"},\"umm\":{\"GranuleUR\":\"OCO2_L2_Lite_FP.11.2r:"
                        + name
                        + "\",\"RelatedUrls\":[{\"URL\":\"https://data.gesdisc.earthdata.nasa.gov/data/" + name
                        + "\",\"Type\":\"GET DATA\"},{\"URL\":\"s3://gesdisc/" + name
                        + "\",\"Type\":\"GET DATA VIA DIRECT ACCESS\"}],"
                        + "\"DataGranule\":{\"ArchiveAndDistributionInformation\":[{\"Name\":\"Not provided\",\"SizeInBytes\":57012345,"
                        + "\"Size\":54.4,\"SizeUnit\":\"MB\",\"Checksum\":{\"Algorithm\":\"MD5\",\"Value\":\"0123456789abcdef\"}}]}}}";
        final String other = item.replace("190503", "190504").replace("G1-", "G2-");
        return List.of(
                utf8("{\"hits\":2,\"took\":5,\"items\":[" + item + "," + other + "]}" + PART + "[]"),
                utf8("{\"hits\":2,\"items\":[" + item + "," + other + "]}" + PART
                        + "[{\"concept-id\":\"G1-GES_DISC\",\"granule-ur\":\"OCO2_L2_Lite_FP.11.2r:" + name
                        + "\",\"revision-date\":\"2024-08-21T01:02:03+0000\"}]"));
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"items\":",
                "\"meta\":",
                "\"umm\":",
                "\"revision-id\":",
                "\"URL\":",
                "\"GET DATA\"",
                "ftp://",
                "file:///",
                "mailto:a@b",
                "https://",
                "http://[::1",
                " ",
                "2147483647",
                "-5",
                "null",
                "{}",
                "[]",
                "1970-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                ".nc4",
                "%zz",
                "\\u0000",
                "\\u001b",
                "991231",
                "\"SizeUnit\":\"\"",
                "1e308");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String take(byte[] input) throws InterruptedException {
        final String text = new String(input, StandardCharsets.ISO_8859_1);
        final int part = text.indexOf(PART);
        granules = (part < 0 ? text : text.substring(0, part)).getBytes(StandardCharsets.ISO_8859_1);
        deletions = part < 0 ? utf8("[]") : text.substring(part + PART.length()).getBytes(StandardCharsets.ISO_8859_1);
        final CmrCatalog catalogue = new CmrCatalog(settings, Sensors.builtIn(), session, refused -> {}, () -> NOW);
        try {
            final List<Granule> found = catalogue.granules();
            for (Granule granule : found) check(granule);
            final List<Deletion> deleted = catalogue.deletions(NOW);
            return found.size() + " granules, " + deleted.size() + " deletions";
        } catch (ArchiveException e) {
            return Outcomes.refused(e);
        }
    }

    private static void check(Granule granule) {
        if (granule.impossible().or(() -> granule.toCome(NOW)).isPresent()) return; // ingest puts it aside
        Soundness.comesBack(
                Topics.GRANULES,
                new GranuleState(
                        granule.name(),
                        granule.sensor(),
                        granule.day(),
                        granule.version(),
                        GranuleState.Outcome.PUBLISHED,
                        "",
                        0,
                        Map.of(),
                        Map.of(),
                        Co2Scale.X2007));
    }

    @Override
    public void close() {
        session.close();
        server.stop(0);
    }
}
