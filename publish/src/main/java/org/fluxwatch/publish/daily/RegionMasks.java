package org.fluxwatch.publish.daily;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which part of each cell lies in the regions of a domain, made once from the outlines that settings name.
public final class RegionMasks {
    private static final Logger LOG = LoggerFactory.getLogger(RegionMasks.class);

    private final Settings settings;
    private final Map<AnalysedDomain, Map<String, double[]>> areas = new ConcurrentHashMap<>();

    public RegionMasks(Settings settings) {
        this.settings = settings;
    }

    /// Area of each cell within each region, m² `[cells]`, by region. Empty when the outlines cannot be read here,
    /// which is logged once: where analyses are made they can.
    public Map<String, double[]> of(AnalysedDomain analysed) {
        return areas.computeIfAbsent(analysed, this::read);
    }

    private Map<String, double[]> read(AnalysedDomain analysed) {
        final Grid grid = settings.productGrid(analysed);
        final String list = settings.domain(analysed.domain()).inputs().regions();
        final Map<String, double[]> read = new LinkedHashMap<>();
        try {
            final List<Region> regions = list.isEmpty() ? Regions.jdas() : Regions.read(Path.of(list));
            for (Region region : regions) read.put(region.name(), RegionAreas.of(grid, region));
        } catch (IllegalArgumentException e) {
            LOG.warn("domain {}: files have no masks of regions: {}", analysed.domain(), e.getMessage());
            return Map.of();
        }
        read.put(Regions.DOMAIN, RegionAreas.of(grid, new BoxRegion(Regions.DOMAIN, -90, 90, -180, 180)));
        return read;
    }
}
