package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The reference file and the records say the same.
class SettingsReferenceTest {
    private static final String SOURCES = "domains.east-asia.inputs.prior.sources";
    private static final String BACKGROUNDS = "assimilate.inversion.backgrounds";
    private static final KebabCaseStrategy KEBAB = new KebabCaseStrategy();

    @Test
    void fileAndRecordsHaveTheSameKeys() throws Exception {
        final Set<String> inFile = new TreeSet<>();
        keysOfFile((ObjectNode) new YAMLMapper().readTree(SettingsLoader.reference()), "", inFile);
        final Set<String> inRecords = new TreeSet<>();
        keysOfRecord(Settings.class, "", inRecords);
        inRecords.add(Keys.PRESET);
        assertThat(inFile).hasSizeGreaterThan(50).isEqualTo(inRecords);
    }

    private static void keysOfFile(ObjectNode node, String path, Set<String> keys) {
        node.properties().forEach(entry -> {
            final JsonNode value = entry.getValue();
            if (value instanceof ObjectNode below && !below.isEmpty())
                keysOfFile(below, path + entry.getKey() + ".", keys);
            else keys.add(path + entry.getKey());
        });
    }

    private static void keysOfRecord(Class<?> type, String path, Set<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            final String key = path + KEBAB.translate(component.getName());
            if (component.getType().isRecord()) keysOfRecord(component.getType(), key + ".", keys);
            else if (key.equals("domains")) keysOfRecord(DomainSettings.class, "domains.east-asia.", keys);
            else if (key.equals(SOURCES))
                keysOfRecord(InputSettings.FluxSourceSettings.class, SOURCES + ".biosphere.", keys);
            else if (key.equals(BACKGROUNDS))
                for (String name : List.of("Reference", "Grid_50", "Grid_60", "Lati_30", "Lati_60", "Lati_80"))
                    keysOfRecord(InversionSettings.BackgroundSettings.class, BACKGROUNDS + "." + name + ".", keys);
            else keys.add(key);
        }
    }

    /// A group is a run of lines without a blank one; a comment above a key speaks for the keys under it, up to the
    /// next comment.
    @Test
    void everyKeyIsDocumented() {
        final List<String> silent = new ArrayList<>();
        boolean spoken = false;
        int depthSpokenAt = 0;
        for (String line : SettingsLoader.reference().lines().toList()) {
            final String text = line.strip();
            final int depth = line.length() - line.stripLeading().length();
            if (text.isEmpty()) spoken = false;
            else if (text.startsWith("#")) {
                spoken = true;
                depthSpokenAt = depth;
            } else {
                final boolean section = text.endsWith(":");
                if (!section && !(spoken && depth >= depthSpokenAt)) silent.add(text);
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everyDefaultIsPinned() throws Exception {
        final List<String> lines = new ArrayList<>();
        valuesOf(SettingsLoader.defaults(), "", lines);
        assertThat(String.join("\n", lines) + "\n").isEqualTo("""
                        data-folder = ./fluxwatch-data
                        sensors-folder =
                        kafka.bootstrap-servers = localhost:9092
                        kafka.partitions = 4
                        kafka.replication = 1
                        kafka.keep-days.observations = 0
                        kafka.keep-days.innovations = 0
                        kafka.keep-days.rows = 0
                        kafka.keep-days.analyses = 0
                        kafka.client = {}
                        kafka.login-file = ./fluxwatch-data/broker/fluxwatch-client.properties
                        archive.kind = HTTP
                        archive.folder = ./lite
                        archive.cmr-url = https://cmr.earthdata.nasa.gov
                        archive.products = [OCO2_L2_Lite_FP, OCO3_L2_Lite_FP, ACOS_L2_Lite_FP]
                        archive.token =
                        archive.token-file =
                        archive.token-domains = [earthdata.nasa.gov, eosdis.nasa.gov]
                        archive.login-url = https://urs.earthdata.nasa.gov
                        archive.from = 2014-09-06
                        archive.to = 2099-12-31
                        archive.poll-interval = PT10M
                        archive.request-timeout = PT1M
                        archive.attempts = 5
                        archive.download-quota-mb = 50000
                        archive.parallel-downloads = 2
                        archive.download-mb-per-second = 0.0
                        ingest.http-port = 8461
                        ingest.gridding = MEAN
                        ingest.mean-cell-degrees = 1.0
                        ingest.mean-bin-hours = 3
                        ingest.withheld-share = 0.1
                        ingest.co2-scale = X2007
                        ingest.ocean-glint = false
                        ingest.snapshot-areas = false
                        ingest.least-uncertainty-ppm = 0.001
                        ingest.greatest-uncertainty-ppm = 20.0
                        ingest.least-xco2-ppm = 300.0
                        ingest.greatest-xco2-ppm = 600.0
                        ingest.accept-missing-quality-flag = false
                        ingest.accept-missing-column-operator = false
                        ingest.quarantine-megabytes = 2000
                        ingest.quarantine-files = 1000
                        domains.east-asia.start = 2019-05-01
                        domains.east-asia.sensors = [oco2, gosat]
                        domains.east-asia.patience-days = 5
                        domains.east-asia.grid.kind = STEREOGRAPHIC
                        domains.east-asia.grid.columns = 105
                        domains.east-asia.grid.rows = 86
                        domains.east-asia.grid.centre-latitude = 35.0
                        domains.east-asia.grid.centre-longitude = 116.0
                        domains.east-asia.grid.cell-km = 64.0
                        domains.east-asia.grid.west = 80.0
                        domains.east-asia.grid.south = 15.0
                        domains.east-asia.grid.cell-degrees = 1.0
                        domains.east-asia.sigma-edges = [1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0]
                        domains.east-asia.top-hpa = 40.0
                        domains.east-asia.system = FILTER
                        domains.east-asia.inputs.meteorology.kind = UNSET
                        domains.east-asia.inputs.meteorology.seed = 2019
                        domains.east-asia.inputs.meteorology.folder = ./meteorology
                        domains.east-asia.inputs.meteorology.files = []
                        domains.east-asia.inputs.meteorology.fetch = false
                        domains.east-asia.inputs.meteorology.keep-days = 40
                        domains.east-asia.inputs.prior.kind = UNSET
                        domains.east-asia.inputs.prior.seed = 2019
                        domains.east-asia.inputs.prior.sources.biosphere.category = BIOSPHERE
                        domains.east-asia.inputs.prior.sources.biosphere.format = CARBONTRACKER
                        domains.east-asia.inputs.prior.sources.biosphere.folder = ./fluxes
                        domains.east-asia.inputs.prior.sources.biosphere.files = []
                        domains.east-asia.inputs.prior.sources.biosphere.variable =
                        domains.east-asia.inputs.prior.sources.biosphere.units =
                        domains.east-asia.inputs.prior.sources.biosphere.scale = 1.0
                        domains.east-asia.inputs.prior.sources.biosphere.missing-values = ERROR
                        domains.east-asia.inputs.prior.sources.biosphere.hour-weights = []
                        domains.east-asia.inputs.prior.sources.biosphere.weekday-weights = []
                        domains.east-asia.inputs.prior.sources.biosphere.later-years = WAIT
                        domains.east-asia.inputs.boundary.kind = UNSET
                        domains.east-asia.inputs.boundary.seed = 2019
                        domains.east-asia.inputs.boundary.folder = ./boundary
                        domains.east-asia.inputs.boundary.files = []
                        domains.east-asia.inputs.boundary.air = AS_STATED
                        domains.east-asia.inputs.boundary.beyond-last = WAIT
                        domains.east-asia.inputs.boundary.growth-ppm-per-year = 2.4
                        domains.east-asia.inputs.stations.kind = NONE
                        domains.east-asia.inputs.stations.folder = ./stations
                        domains.east-asia.inputs.stations.assimilate = false
                        domains.east-asia.inputs.stations.error-ppm = 2.0
                        domains.east-asia.inputs.regions =
                        assimilate.http-port = 8462
                        assimilate.threads = 0
                        assimilate.ensemble.members = 158
                        assimilate.ensemble.seed = 1
                        assimilate.ensemble.noise = CORRELATED
                        assimilate.ensemble.initial-sd-ppm = 1.0
                        assimilate.ensemble.boundary-sd-ppm = 0.5
                        assimilate.ensemble.displacement-km = 180.0
                        assimilate.ensemble.correlation-km = 800.0
                        assimilate.ensemble.jdas-co2-percent = 5.0
                        assimilate.ensemble.jdas-flux-percent = 10.0
                        assimilate.flux-forecast.kind = PERSISTENT_FACTORS
                        assimilate.flux-forecast.factor-sd = 0.45
                        assimilate.flux-forecast.factor-correlation-km = 575.0
                        assimilate.flux-forecast.factor-memory-days = 40.0
                        assimilate.flux-forecast.factor-drift = SMOOTH
                        assimilate.flux-forecast.lag-days = 7
                        assimilate.flux-forecast.jdas-beta = 80.0
                        assimilate.flux-forecast.jdas-days = 4
                        assimilate.flux-forecast.jdas-relative-spread = 0.5
                        assimilate.flux-forecast.jdas-guard = 500.0
                        assimilate.filter.update = ENSRF
                        assimilate.filter.localization = GASPARI_COHN
                        assimilate.filter.localization-km = 2000.0
                        assimilate.filter.flux-localization-km = 0.0
                        assimilate.filter.inflation.kind = NONE
                        assimilate.filter.inflation.factor = 1.02
                        assimilate.filter.inflation.alpha = 0.5
                        assimilate.filter.gate-ppm = 5.0
                        assimilate.filter.gate-sigmas = 0.0
                        assimilate.filter.boundary-cells = 2
                        assimilate.filter.error-correlation = 0.25
                        assimilate.filter.representation-error-ppm = 0.35
                        assimilate.filter.representation-length-km = 400.0
                        assimilate.filter.stop-increment-ppm = 100.0
                        assimilate.filter.stop-spread-ppm = 50.0
                        assimilate.filter.spin-up-days = 7
                        assimilate.inversion.cell-degrees = 1.0
                        assimilate.inversion.optimised-regions = []
                        assimilate.inversion.increment = FLAT
                        assimilate.inversion.prior-error.share = 0.5
                        assimilate.inversion.prior-error.floor = 0.1
                        assimilate.inversion.prior-error.correlation-km = 0.0
                        assimilate.inversion.prior-error.month-correlation = 0.0
                        assimilate.inversion.error-correlation = 1.0
                        assimilate.inversion.representation-error-ppm = 0.0
                        assimilate.inversion.rows.kind = PARTICLES
                        assimilate.inversion.rows.horizon-days = 20
                        assimilate.inversion.rows.particles = 20000
                        assimilate.inversion.rows.seed = 1
                        assimilate.inversion.rows.folder = ./footprints
                        assimilate.inversion.rows.files = []
                        assimilate.inversion.station-hours.from = 12.0
                        assimilate.inversion.station-hours.to = 16.0
                        assimilate.inversion.background = Reference
                        assimilate.inversion.background-offset-ppm = 0.0
                        assimilate.inversion.window = CENTRED
                        assimilate.inversion.backgrounds.Grid_50.kind = GRID
                        assimilate.inversion.backgrounds.Grid_50.scaled = false
                        assimilate.inversion.backgrounds.Grid_50.boundary =
                        assimilate.inversion.backgrounds.Grid_50.prior =
                        assimilate.inversion.backgrounds.Grid_50.mask-degrees = 0.0
                        assimilate.inversion.backgrounds.Grid_50.percentile = 50.0
                        assimilate.inversion.backgrounds.Grid_60.kind = GRID
                        assimilate.inversion.backgrounds.Grid_60.scaled = false
                        assimilate.inversion.backgrounds.Grid_60.boundary =
                        assimilate.inversion.backgrounds.Grid_60.prior =
                        assimilate.inversion.backgrounds.Grid_60.mask-degrees = 0.0
                        assimilate.inversion.backgrounds.Grid_60.percentile = 60.0
                        assimilate.inversion.backgrounds.Lati_30.kind = LATITUDE
                        assimilate.inversion.backgrounds.Lati_30.scaled = false
                        assimilate.inversion.backgrounds.Lati_30.boundary =
                        assimilate.inversion.backgrounds.Lati_30.prior =
                        assimilate.inversion.backgrounds.Lati_30.mask-degrees = 0.0
                        assimilate.inversion.backgrounds.Lati_30.percentile = 30.0
                        assimilate.inversion.backgrounds.Lati_60.kind = LATITUDE
                        assimilate.inversion.backgrounds.Lati_60.scaled = false
                        assimilate.inversion.backgrounds.Lati_60.boundary =
                        assimilate.inversion.backgrounds.Lati_60.prior =
                        assimilate.inversion.backgrounds.Lati_60.mask-degrees = 0.0
                        assimilate.inversion.backgrounds.Lati_60.percentile = 60.0
                        assimilate.inversion.backgrounds.Lati_80.kind = LATITUDE
                        assimilate.inversion.backgrounds.Lati_80.scaled = false
                        assimilate.inversion.backgrounds.Lati_80.boundary =
                        assimilate.inversion.backgrounds.Lati_80.prior =
                        assimilate.inversion.backgrounds.Lati_80.mask-degrees = 0.0
                        assimilate.inversion.backgrounds.Lati_80.percentile = 80.0
                        assimilate.inversion.backgrounds.Reference.kind = MODEL
                        assimilate.inversion.backgrounds.Reference.scaled = true
                        assimilate.inversion.backgrounds.Reference.boundary =
                        assimilate.inversion.backgrounds.Reference.prior =
                        assimilate.inversion.backgrounds.Reference.mask-degrees = 0.0
                        assimilate.inversion.backgrounds.Reference.percentile = 50.0
                        assimilate.look-again = PT1M
                        assimilate.late-data.go-back-days = 30
                        assimilate.late-data.checkpoint-every-days = 5
                        assimilate.late-data.settle = PT5S
                        assimilate.standby-replicas = 1
                        assimilate.application-id = fluxwatch-assimilate
                        publish.http-port = 8460
                        publish.outlier-ppm = 5.0
                        publish.alarms.hard-mean-ppm = 4.0
                        publish.alarms.hard-sd-ppm = 5.0
                        publish.alarms.hard-chi-square = 10.0
                        publish.alarms.hard-gated-share = 0.5
                        publish.alarms.silent-days = 5
                        publish.keep-members-days = 400
                        publish.keep-previous-days = 60
                        publish.signing-key =
                        publish.attributes.acknowledgement =
                        publish.attributes.creator-email =
                        publish.attributes.creator-name =
                        publish.attributes.creator-url =
                        publish.attributes.id =
                        publish.attributes.institution =
                        publish.attributes.keywords =
                        publish.attributes.license =
                        publish.attributes.naming-authority =
                        publish.attributes.project =
                        publish.attributes.publisher-email =
                        publish.attributes.publisher-name =
                        publish.attributes.publisher-url =
                        publish.attributes.references =
                        standalone.on-failure = EXIT
                        log.format = TEXT
                        http-host = 127.0.0.1
                        http-names = []
                        """);
    }

    private static void valuesOf(Record record, String path, List<String> lines) throws Exception {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            final String key = path + KEBAB.translate(component.getName());
            final Object value = component.getAccessor().invoke(record);
            if (value instanceof Record below) valuesOf(below, key + ".", lines);
            else if (Keys.isNamed(key))
                for (Map.Entry<?, ?> named : ((Map<?, ?>) value).entrySet())
                    valuesOf((Record) named.getValue(), key + "." + named.getKey() + ".", lines);
            else lines.add((key + " = " + value).strip());
        }
    }
}
