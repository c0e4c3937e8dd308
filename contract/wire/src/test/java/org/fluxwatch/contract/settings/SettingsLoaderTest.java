package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.record.Sensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    private static Settings parse(String text) {
        return SettingsLoader.parse(text, "my.yaml", Map.of());
    }

    private static Settings environment(String... namesAndValues) {
        return withEnvironment("", namesAndValues);
    }

    private static Settings withEnvironment(String text, String... namesAndValues) {
        final Map<String, String> environment = new java.util.TreeMap<>(Map.of("PATH", "/bin", "HOME", "/root"));
        for (int n = 0; n < namesAndValues.length; n += 2) environment.put(namesAndValues[n], namesAndValues[n + 1]);
        return SettingsLoader.parse(text, "my.yaml", environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing but a comment\n", "---\n", "{}", "ingest: {}"})
    void anEmptyFileIsTheDefaults(String text) {
        assertThat(parse(text)).isEqualTo(SettingsLoader.defaults());
    }

    @Test
    void theReferenceFileIsAValidFileOfItsOwn() {
        assertThat(parse(SettingsLoader.reference())).isEqualTo(SettingsLoader.defaults());
    }

    @Test
    void aFileReplacesWhatItNamesAndNothingElse(@TempDir Path folder) throws Exception {
        final Path file = Files.writeString(folder.resolve("my.yaml"), """
                archive:
                  kind: folder
                  products: [A.1]
                  from: 2019-05-01
                  poll-interval: PT1S
                ingest: {gridding: thin, mean-cell-degrees: 2}
                kafka:
                  client: {security.protocol: SSL, retries: 5, enable.idempotence: true}
                """);
        final Settings settings = SettingsLoader.load(file, Map.of());
        final Settings defaults = SettingsLoader.defaults();
        assertThat(settings.archive().kind()).isEqualTo(ArchiveSettings.Kind.FOLDER);
        assertThat(settings.archive().products()).containsExactly("A.1");
        assertThat(settings.archive().from()).isEqualTo(LocalDate.of(2019, 5, 1));
        assertThat(settings.archive().to()).isEqualTo(defaults.archive().to());
        assertThat(settings.archive().pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.ingest().gridding()).isEqualTo(IngestSettings.Gridding.THIN);
        assertThat(settings.ingest().meanCellDegrees()).isEqualTo(2);
        assertThat(settings.kafka().properties())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("retries", "5")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("bootstrap.servers", "localhost:9092");
        assertThat(settings.assimilate()).isEqualTo(defaults.assimilate());
        assertThat(settings.domains()).isEqualTo(defaults.domains());
    }

    @Test
    void domainsOfAFileReplaceTheReferencesOne() {
        final Settings settings = parse("""
                domains:
                  world:
                    sensors: [oco3]
                    grid: {kind: lat-lon, west: -180, south: -90, cell-degrees: 5, columns: 72, rows: 36}
                  china: {start: 2020-01-01}
                """);
        assertThat(settings.domains()).containsOnlyKeys("china", "world");
        assertThat(settings.domains().get("world").modelGrid()).isEqualTo(new LatLonGrid(-180, -90, 5, 72, 36));
        assertThat(settings.domains().get("world").sensors()).containsExactly(Sensor.OCO3);
        assertThat(settings.domains().get("china").start()).isEqualTo(LocalDate.of(2020, 1, 1));
        assertThat(settings.domains().get("china").modelGrid()).isEqualTo(new StereographicGrid(35, 116, 64, 105, 86));
        assertThat(settings.domains().get("china").modelLevels().topPa()).isEqualTo(4000);
    }

    @Test
    void theEnvironmentOverridesFileAndDefaults() {
        final Settings settings = withEnvironment(
                "kafka: {partitions: 8, replication: 2}",
                "FLUXWATCH_KAFKA_BOOTSTRAP_SERVERS",
                "a:1,b:2",
                "FLUXWATCH_KAFKA_PARTITIONS",
                "12",
                "FLUXWATCH_HTTP_HOST",
                "0.0.0.0",
                "FLUXWATCH_INGEST_MEAN_CELL_DEGREES",
                "0.5",
                "FLUXWATCH_INGEST_OCEAN_GLINT",
                "true",
                "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_KIND",
                "jdas-normalised",
                "FLUXWATCH_ARCHIVE_PRODUCTS",
                "A.1, B.2.0",
                "FLUXWATCH_ARCHIVE_POLL_INTERVAL",
                "PT5S",
                "FLUXWATCH_ARCHIVE_TOKEN",
                "");
        assertThat(settings.kafka().bootstrapServers()).isEqualTo("a:1,b:2");
        assertThat(settings.kafka().partitions()).isEqualTo(12);
        assertThat(settings.kafka().replication()).isEqualTo(2);
        assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
        assertThat(settings.ingest().meanCellDegrees()).isEqualTo(0.5);
        assertThat(settings.ingest().oceanGlint()).isTrue();
        assertThat(settings.assimilate().fluxForecast().kind())
                .isEqualTo(AssimilateSettings.FluxForecastKind.JDAS_NORMALISED);
        assertThat(settings.archive().products()).containsExactly("A.1", "B.2.0");
        assertThat(settings.archive().pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.archive().token()).isEmpty();
    }

    @Test
    void theEnvironmentReachesBelowDomains() {
        final DomainSettings domain = environment(
                        "FLUXWATCH_DOMAINS_EAST_ASIA_START",
                        "2021-03-04",
                        "FLUXWATCH_DOMAINS_EAST_ASIA_SENSORS",
                        "oco2",
                        "FLUXWATCH_DOMAINS_EAST_ASIA_SIGMA_EDGES",
                        "1,0.5,0",
                        "FLUXWATCH_DOMAINS_EAST_ASIA_GRID_CELL_KM",
                        "64")
                .domains()
                .get("east-asia");
        assertThat(domain.start()).isEqualTo(LocalDate.of(2021, 3, 4));
        assertThat(domain.sensors()).containsExactly(Sensor.OCO2);
        assertThat(domain.sigmaEdges()).isEqualTo(List.of(1.0, 0.5, 0.0));
        assertThat(domain.grid().cellKm()).isEqualTo(64);
    }

    @Test
    void theEnvironmentReachesBelowTheFilesOwnDomains() {
        final Settings settings = withEnvironment("domains: {fiji: {}}", "FLUXWATCH_DOMAINS_FIJI_PATIENCE_DAYS", "9");
        assertThat(settings.domains().get("fiji").patienceDays()).isEqualTo(9);
    }

    @Test
    void theEnvironmentSetsKafkasOwnKeys() {
        final Settings settings = withEnvironment(
                "kafka: {client: {security.protocol: PLAINTEXT, client.id: me}}",
                "FLUXWATCH_KAFKA_CLIENT_SECURITY_PROTOCOL",
                "SASL_SSL",
                "FLUXWATCH_KAFKA_CLIENT_SASL_JAAS_CONFIG",
                "secret");
        assertThat(settings.kafka().client())
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "secret", "client.id", "me"));
    }

    @Test
    void theLaunchersVariablesAreNoSettings() {
        assertThat(environment("FLUXWATCH_DATA", "/x", "FLUXWATCH_JAVA_OPTS", "-Xmx1g"))
                .isEqualTo(SettingsLoader.defaults());
    }

    @Test
    void secretsDoNotAppearInToString() {
        final Settings settings = environment(
                "FLUXWATCH_ARCHIVE_TOKEN", "s3cret", "FLUXWATCH_KAFKA_CLIENT_SASL_JAAS_CONFIG", "password=s3cret");
        assertThat(settings.archive().token()).isEqualTo("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret").contains("sasl.jaas.config", "localhost:9092");
    }

    @Test
    void foldersLieInTheDataFolder() {
        final Settings settings = parse("data-folder: /data");
        assertThat(settings.ingestFolder()).isEqualTo(Path.of("/data/ingest"));
        assertThat(settings.stateFolder()).isEqualTo(Path.of("/data/state"));
        assertThat(settings.productsFolder()).isEqualTo(Path.of("/data/products"));
        assertThat(settings.brokerFolder()).isEqualTo(Path.of("/data/broker"));
    }

    @Test
    void bootstrapServersCanBeFilledIn() {
        final Settings settings = SettingsLoader.defaults().withBootstrapServers("broker:1");
        assertThat(settings.kafka().bootstrapServers()).isEqualTo("broker:1");
        assertThat(settings.withBootstrapServers("localhost:9092")).isEqualTo(SettingsLoader.defaults());
    }

    @Test
    void membersAreKeptAsLongAsTheirMonthMayBeRevised() {
        assertThat(SettingsLoader.parse("publish: {keep-members-days: 0}", "x", Map.of())
                        .membersDays())
                .isZero();
        assertThat(SettingsLoader.parse("publish: {keep-members-days: 10}", "x", Map.of())
                        .membersDays())
                .isEqualTo(30 + 7 + 31);
        assertThat(SettingsLoader.parse("publish: {keep-members-days: 90}", "x", Map.of())
                        .membersDays())
                .isEqualTo(90);
    }
}
