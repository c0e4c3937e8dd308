package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Polygon;
import org.fluxwatch.contract.region.PolygonRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.region.Ring;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.daily.ProductFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the regions of a domain are, for maps.
/// ```
/// GET /api/outlines?domain=[&system=]   {"regions": [{"name", "rings": [[[longitude, latitude], ...], ...]}]}
/// ```
/// Degrees east and north, holes as further rings, the last corner joined to the first. None where the outlines that
/// settings name cannot be read here, which is logged once.
public final class OutlinesApi {
    private static final Logger LOG = LoggerFactory.getLogger(OutlinesApi.class);

    private final ProductFolder folder;
    private final Settings settings;
    private final Map<String, Outlines> outlines = new ConcurrentHashMap<>();

    public OutlinesApi(ProductFolder folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    public void addTo(StatusServer server) {
        server.handle("/api/outlines", Refused.answering(this::answer));
    }

    private record Outline(String name, List<double[][]> rings) {}

    private record Outlines(List<Outline> regions) {}

    private void answer(HttpExchange exchange) throws IOException, Refused {
        final AnalysedDomain analysed = new Query(exchange).analysed(folder);
        Json.respond(exchange, 200, outlines.computeIfAbsent(analysed.domain(), this::read));
    }

    private Outlines read(String domain) {
        final String list = settings.domain(domain).inputs().regions();
        try {
            final List<Region> regions = list.isEmpty() ? Regions.jdas() : Regions.read(Path.of(list));
            return new Outlines(regions.stream().map(OutlinesApi::outline).toList());
        } catch (IllegalArgumentException e) {
            LOG.warn("domain {}: maps have no outlines of regions: {}", domain, e.getMessage());
            return new Outlines(List.of());
        }
    }

    private static Outline outline(Region region) {
        return switch (region) {
            case BoxRegion box ->
                new Outline(box.name(), List.<double[][]>of(new double[][] {
                    {box.west(), box.south()},
                    {box.east(), box.south()},
                    {box.east(), box.north()},
                    {box.west(), box.north()}
                }));
            case PolygonRegion polygons -> {
                final List<double[][]> rings = new ArrayList<>();
                for (Polygon polygon : polygons.polygons()) {
                    rings.add(corners(polygon.outline()));
                    for (Ring hole : polygon.holes()) rings.add(corners(hole));
                }
                yield new Outline(polygons.name(), rings);
            }
        };
    }

    private static double[][] corners(Ring ring) {
        final double[][] corners = new double[ring.size()][];
        for (int v = 0; v < corners.length; v++) corners[v] = new double[] {ring.longitude(v), ring.latitude(v)};
        return corners;
    }
}
