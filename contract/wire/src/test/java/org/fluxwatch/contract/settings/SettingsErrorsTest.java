package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the person who wrote a wrong file reads.
class SettingsErrorsTest {
    /// Path of the key, the value as YAML, what the message expects.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            kafka.bootstrap-servers | nowhere | host:port[,host:port...]
            kafka.partitions | four | a whole number
            kafka.partitions | 4.5 | a whole number
            kafka.partitions | 99999999999 | a whole number
            kafka.partitions | 0 | 1 or more
            kafka.partitions | true | a whole number
            kafka.partitions | "" | a whole number
            kafka.replication | 40000 | 1 or more
            kafka.keep-days.rows | -1 | 0 for good, or 31 to 36500 days
            kafka.keep-days.analyses | 30 | 0 for good, or 31 to 36500 days
            kafka.keep-days.observations | a year | a whole number
            archive.kind | ftp | one of folder, http
            archive.kind | 1 | one of folder, http
            archive.cmr-url | ftp://cmr | an http or https address
            archive.cmr-url | not an address | an address
            archive.cmr-url | https://me:SECRET@cmr | an http or https address such as https://cmr.earthdata.nasa.gov without user and password
            archive.cmr-url | https://cmr?token=SECRET | an http or https address
            archive.cmr-url | https:cmr | an http or https address
            archive.token | two words | letters, digits and signs of ASCII without blanks
            archive.token-domains | [gov] | a domain such as earthdata.nasa.gov
            archive.token-domains | ["*.nasa.gov"] | a domain such as earthdata.nasa.gov
            archive.download-quota-mb | 0 | 1 or more
            archive.login-url | http://urs.earthdata.nasa.gov | an https address such as https://urs.earthdata.nasa.gov
            archive.login-url | http://127.0.0.1.example.com | http on this machine alone
            archive.login-url | https://me:SECRET@urs | an https address
            archive.parallel-downloads | 0 | 1 to 16
            archive.parallel-downloads | 17 | 1 to 16
            archive.download-mb-per-second | -1 | 0 for no limit, or 0.1 or more
            archive.download-mb-per-second | 0.01 | 0 for no limit, or 0.1 or more
            archive.folder | "" | a path
            archive.products | [] | at least one collection
            archive.products | [OCO2.] | a short name such as OCO2_L2_Lite_FP, or one with a version
            archive.products | [OCO-2] | a short name such as OCO2_L2_Lite_FP, or one with a version
            archive.from | 2019-02-30 | a day, YYYY-MM-DD
            archive.from | 20190501 | a day, YYYY-MM-DD
            archive.from | yesterday | a day, YYYY-MM-DD
            archive.to | 2000-01-01 | a day not before archive.from, 2014-09-06
            archive.poll-interval | 600 | an ISO 8601 duration such as PT1H
            archive.poll-interval | 10 minutes | an ISO 8601 duration such as PT1H
            archive.poll-interval | PT0S | a duration above zero
            archive.request-timeout | PT-1S | a duration above zero
            archive.attempts | 0 | 1 or more
            ingest.http-port | -1 | 0 to 65535
            ingest.http-port | 65536 | 0 to 65535
            ingest.gridding | median | one of mean, thin
            ingest.mean-cell-degrees | 0 | 0 to 30
            ingest.mean-cell-degrees | NaN | 0 to 30
            ingest.mean-bin-hours | 5 | a divisor of 24
            ingest.mean-bin-hours | 0 | a divisor of 24
            ingest.withheld-share | 1.1 | 0 to 1
            ingest.ocean-glint | 1 | true or false
            ingest.ocean-glint | maybe | true or false
            ingest.least-uncertainty-ppm | -1 | a number above 0
            ingest.greatest-uncertainty-ppm | 0.0001 | more than ingest.least-uncertainty-ppm
            ingest.greatest-xco2-ppm | 200 | more than ingest.least-xco2-ppm
            ingest.least-xco2-ppm | Infinity | a number above 0
            assimilate.http-port | -1 | 0 to 65535
            assimilate.threads | -1 | 0 or more
            assimilate.application-id | two words | letters, digits, dots, dashes, underscores
            assimilate.ensemble.members | 0 | 2 or more
            assimilate.ensemble.members | 1 | 2 or more
            assimilate.ensemble.seed | 1.5 | a whole number
            assimilate.ensemble.initial-sd-ppm | -1 | 0 or more
            assimilate.ensemble.boundary-sd-ppm | -1 | 0 or more
            assimilate.ensemble.correlation-km | 0 | a number above 0
            assimilate.ensemble.noise | white | one of correlated, jdas
            assimilate.ensemble.jdas-co2-percent | -1 | 0 or more
            assimilate.ensemble.jdas-flux-percent | -1 | 0 or more
            preset | megan | one of none, jdas, mega
            preset | [jdas] | one of none, jdas, mega
            assimilate.flux-forecast.kind | persistence | one of persistent-factors, jdas, jdas-normalised
            assimilate.flux-forecast.factor-sd | -1 | 0 or more
            assimilate.flux-forecast.factor-correlation-km | 0 | a number above 0
            assimilate.flux-forecast.factor-memory-days | 0 | a number above 0
            assimilate.flux-forecast.factor-drift | slow | one of steps, smooth
            assimilate.flux-forecast.jdas-beta | 0 | a number above 0
            assimilate.flux-forecast.jdas-days | 0 | 1 or more
            assimilate.flux-forecast.jdas-relative-spread | 0 | a number above 0
            assimilate.flux-forecast.jdas-guard | 0 | a number above 0
            assimilate.filter.update | etkf | one of ensrf, perturbed-observations
            assimilate.filter.localization | boxcar | one of gaspari-cohn, none
            assimilate.filter.localization-km | 0 | a number above 0
            assimilate.filter.localization-km | -2000 | a number above 0
            assimilate.filter.localization-km | NaN | a number above 0
            assimilate.filter.flux-localization-km | -1 | 0 or more
            assimilate.filter.inflation.kind | additive | one of none, multiplicative, rtps, rtpp
            assimilate.filter.inflation.factor | 0.9 | 1 or more
            assimilate.filter.inflation.factor | Infinity | 1 or more
            assimilate.filter.inflation.alpha | 1.1 | 0 to 1
            assimilate.filter.inflation.alpha | NaN | 0 to 1
            assimilate.filter.gate-ppm | wide | a number
            assimilate.filter.gate-sigmas | -1 | 0 or more
            assimilate.filter.boundary-cells | -1 | 0 or more
            assimilate.filter.representation-error-ppm | -0.1 | 0 or more
            assimilate.filter.representation-length-km | -1 | 0 or more
            assimilate.filter.error-correlation | 1.1 | 0 to 1
            assimilate.flux-forecast.lag-days | -1 | 0 to 30
            assimilate.filter.stop-increment-ppm | 0 | a number above 0
            assimilate.filter.stop-spread-ppm | 0 | a number above 0
            assimilate.filter.spin-up-days | -1 | 0 or more
            assimilate.look-again | PT0S | P3650D at most
            domains.fiji.system | mega | one of filter, inversion
            assimilate.inversion.background | Grid_40 | one of [Grid_50, Grid_60, Lati_30, Lati_60, Lati_80, Reference]
            assimilate.inversion.rows.horizon-days | 30 | 1 to 27
            assimilate.inversion.station-hours.from | 24 | 0 to less than 24
            assimilate.inversion.station-hours.to | 12 | more than assimilate.inversion.station-hours.from, 24 at most
            assimilate.inversion.window | leading | one of centred, trailing
            domains.fiji.inputs.meteorology.kind | era4 | one of merra2, era5, mcip, wrf, synthetic
            domains.fiji.inputs.meteorology.fetch | true | true only where kind is merra2
            domains.fiji.inputs.prior.sources | {sea: {scale: 0}} | a number other than 0
            domains.fiji.inputs.prior.sources.sea.scale | 0 | a number other than 0
            domains.fiji.inputs.prior.sources.sea.hour-weights | [1, 2] | 24 numbers
            domains.fiji.inputs.stations.error-ppm | 0 | a number above 0
            data-folder | "" | a path
            log.format | xml | one of text, json
            http-host | " " | a host name or address
            http-names | [a:80] | host names or addresses without port
            publish.http-port | 70000 | 0 to 65535
            publish.outlier-ppm | 0 | a number above 0
            publish.alarms.hard-mean-ppm | 0 | a number above 0
            publish.alarms.hard-sd-ppm | 0 | a number above 0
            publish.alarms.hard-chi-square | 0 | a number above 0
            publish.alarms.hard-gated-share | 1.5 | above 0, 1 at most
            publish.alarms.silent-days | 0 | 1 or more
            publish.keep-members-days | -1 | 0 or more
            publish.keep-previous-days | -1 | 0 or more
            domains.fiji.start | soon | a day, YYYY-MM-DD
            domains.fiji.sensors | [] | at least one sensor
            domains.fiji.sensors | [oco9] | one of oco2, oco3, gosat; another takes a file in sensors-folder
            domains.fiji.sensors | [OCO-2] | a label of up to 32 lower-case letters, digits and dashes
            ingest.co2-scale | x1985 | one of x2007, x2019
            sensors-folder | /no/such/folder | a folder that can be read
            domains.fiji.sensors | [station] | satellites alone
            domains.fiji.patience-days | -1 | 0 or more
            domains.fiji.grid.kind | cube | one of stereographic, lat-lon
            domains.fiji.grid.columns | many | a whole number
            domains.fiji.grid | {columns: 2} | 3 x 3 or more
            domains.fiji.grid | {cell-km: 0} | > 0
            domains.fiji.sigma-edges | [] | 1 at the ground to 0 at the top
            domains.fiji.sigma-edges | [0, 1] | 1 at the ground to 0 at the top
            domains.fiji.sigma-edges | [1, x, 0] | a number
            domains.fiji.top-hpa | 600 | more than 0 and less than 500
            domains.Fiji | {} | names of lower-case letters, digits, dashes
            domains | {} | at least one domain
            """)
    void namesFileKeyValueAndExpectation(String key, String value, String expected) {
        final String[] segments = key.split("\\.");
        final String message = messageOf(nested(segments, value));
        assertThat(message).startsWith("my.yaml: " + segments[0]).contains(", expected ");
        assertThat(message.substring(message.indexOf(", expected ")))
                .as(message)
                .contains(expected);
        if (!key.equals("domains.Fiji")) assertThat(message).contains(key);
        else assertThat(message).contains("Fiji");
        final String scalar = value.replaceAll("[\"\\[\\]{}]|.*: ", "");
        if (scalar.matches("-?\\w+")) assertThat(message).contains(scalar.equals("x") ? "'x'" : scalar);
    }

    private static String nested(String[] segments, String value) {
        final StringBuilder yaml = new StringBuilder();
        for (int depth = 0; depth < segments.length; depth++)
            yaml.append("  ".repeat(depth)).append(segments[depth]).append(":\n");
        return yaml.deleteCharAt(yaml.length() - 1)
                .append(" ")
                .append(value)
                .append("\n")
                .toString();
    }

    private static String messageOf(String text) {
        return messageOf(text, Map.of());
    }

    private static String messageOf(String text, Map<String, String> environment) {
        final String[] message = new String[1];
        assertThatThrownBy(() -> SettingsLoader.parse(text, "my.yaml", environment))
                .isInstanceOfSatisfying(SettingsException.class, e -> message[0] = e.getMessage());
        assertThat(message[0]).doesNotContain("\n");
        return message[0];
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            archive: {tokn: x}                    | archive.tokn          | archive.token
            arhive: {token: x}                    | arhive                | archive
            assimilate: {ensembel: {members: 3}}  | assimilate.ensembel   | assimilate.ensemble
            assimilate: {filter: {gate: 3}}       | assimilate.filter.gate | assimilate.filter.gate-ppm
            kafka: {bootstrapServers: 'a:1'}      | kafka.bootstrapServers | kafka.bootstrap-servers
            domains: {fiji: {grid: {colums: 9}}}  | domains.fiji.grid.colums | domains.fiji.grid.columns
            """)
    void namesTheNearestKnownKey(String text, String key, String nearest) {
        assertThat(messageOf(text)).isEqualTo("my.yaml: unknown key " + key + ", the nearest known one is " + nearest);
    }

    /// However a secret is written wrong, it is in no message.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "archive: {token: [SECRET]}",
                "archive: {token: {SECRET: x}}",
                "archive: {token: SEC SECRET}",
                "archive: {token: SECRET\u00fc}",
                "archive: {token: \"SEC\\nSECRET\"}",
                "archive: SECRET",
                "archive: [SECRET]",
                "archive:\n  token SECRET",
                "archive:\n  token SECRET\n  attempts: 3",
                "archive: {token: x, token-file: y, cmr-url: 'https://a:SECRET@b'}",
                "archive: {cmr-url: 'https://a:SECRET@b c'}",
                "archive: {cmr-url: ['https://a:SECRET@b']}",
                "kafka: SECRET",
                "kafka: {client: SECRET}",
                "kafka: {client: [SECRET]}",
                "kafka: {client: {sasl.jaas.config: [SECRET]}}",
                "kafka: {client: {ssl.key.password: {SECRET: 1}}}",
                "kafka: {client: {ssl.key.password: !SEC!SECRET}}",
                "kafka: {client: {ssl.key.password: %SECRET}}",
                "kafka: {client: {ssl.key.password: @SECRET}}",
                "kafka: {client: {ssl.key.password: 'x' SECRET}}",
                "kafka: {client: {ssl.key.password: \"SECRET}}",
                "kafka:\n  client:\n    ssl.key.password: x: SECRET"
            })
    void quotesNoSecret(String yaml) {
        assertThat(messageOf(yaml)).doesNotContain("SECRET");
    }

    @Test
    void takesATokenWithItsEndOfLine() {
        assertThat(SettingsLoader.parse("", "x", Map.of("FLUXWATCH_ARCHIVE_TOKEN", " secret\r\n"))
                        .archive()
                        .token())
                .isEqualTo("secret");
        assertThat(SettingsLoader.parse(
                                "",
                                "x",
                                Map.of("FLUXWATCH_ARCHIVE_TOKEN", "SECRET", "FLUXWATCH_KAFKA_CLIENT_A", "SECRET"))
                        .toString())
                .doesNotContain("SECRET");
        assertThatThrownBy(() -> SettingsLoader.parse("", "x", Map.of("FLUXWATCH_ARCHIVE_TOKEN", "SEC\nRET")))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "x with FLUXWATCH_ARCHIVE_TOKEN: archive.token is '***', expected letters, digits and signs of"
                                + " ASCII without blanks");
    }

    @Test
    void namesTheNearestKnownVariable() {
        assertThat(messageOf("", Map.of("FLUXWATCH_ARCHIVE_TOKNE", "x")))
                .isEqualTo("environment: unknown variable FLUXWATCH_ARCHIVE_TOKNE, the nearest known one is"
                        + " FLUXWATCH_ARCHIVE_TOKEN");
        assertThat(messageOf("", Map.of("FLUXWATCH_DOMAINS_EAST_ASIA_STRAT", "x")))
                .endsWith("FLUXWATCH_DOMAINS_EAST_ASIA_START");
        assertThat(messageOf("domains: {fiji: {}}", Map.of("FLUXWATCH_DOMAINS_EAST_ASIA_START", "2020-01-01")))
                .contains("unknown variable FLUXWATCH_DOMAINS_EAST_ASIA_START");
    }

    @Test
    void aSectionIsNoVariable() {
        assertThat(messageOf("", Map.of("FLUXWATCH_KAFKA", "x"))).contains("unknown variable FLUXWATCH_KAFKA,");
    }

    @Test
    void namesTheVariablesThatMayBeWrong() {
        assertThat(messageOf("", Map.of("FLUXWATCH_KAFKA_PARTITIONS", "x")))
                .isEqualTo("my.yaml with FLUXWATCH_KAFKA_PARTITIONS: kafka.partitions is 'x', expected a whole number");
        assertThat(messageOf("", Map.of("FLUXWATCH_DOMAINS_EAST_ASIA_SENSORS", "")))
                .contains("domains.east-asia.sensors is '[]', expected at least one sensor");
        assertThat(messageOf("", Map.of("FLUXWATCH_ARCHIVE_PRODUCTS", "A.1,")))
                .contains("archive.products is '', expected a short name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            archive:                      | archive is '', expected keys below it
            archive: {token: }            | archive.token is '', expected a value such as ""
            archive: {products: }         | archive.products is '', expected a list such as ["OCO2
            archive: {products: [~]}      | archive.products is '[null]', expected a list such as
            archive: {products: A.1}      | archive.products is 'A.1', expected a list such as
            archive: {attempts: [5]}      | archive.attempts is '[5]', expected a value such as 5
            archive: {attempts: {a: 5}}   | archive.attempts is '{"a":5}', expected a value such as 5
            archive: here                 | archive is a value, expected keys below it
            domains:                      | domains is '', expected keys below it
            domains: {fiji: }             | domains.fiji is '', expected keys below it
            domains: {fiji: {start: }}    | domains.fiji.start is '', expected a value such as "2019-05-01"
            kafka: {client: }             | kafka.client is '', expected keys below it
            kafka: {client: {client.id: }} | kafka.client.client.id is '', expected a value
            """)
    void saysWhatIsMissingWhereAKeyHasNoValueOrAnotherShape(String text, String expected) {
        assertThat(messageOf(text)).startsWith("my.yaml: " + expected);
    }

    @Test
    void namesTheLineOfASyntaxError() {
        assertThat(messageOf("kafka:\n  partitions: 3\n bad: [\n")).matches("my\\.yaml:[34]: is not YAML: .*");
        assertThat(messageOf("kafka:\n\tpartitions: 3\n"))
                .isEqualTo(
                        "my.yaml:2: is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)");
    }

    @Test
    void refusesAnAliasWhoseNameWouldBeTakenForItsValue() {
        assertThat(messageOf("archive: {token: &t secret}\nhttp-host: *t\n"))
                .isEqualTo("my.yaml:2: has the alias *t, expected the value itself");
        final StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int n = 1; n < 40; n++) bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(n, n, n - 1, n - 1));
        assertThat(messageOf(bomb.toString())).contains("my.yaml:2: has the alias *a0");
    }

    @Test
    void staysOneShortLineWhateverTheFileHolds() {
        assertThat(messageOf("archive: " + "[".repeat(100_000)))
                .contains("nesting depth")
                .hasSizeLessThan(120);
        assertThat(messageOf("{a: ".repeat(30_000))).contains("nesting depth").hasSizeLessThan(120);
        assertThat(messageOf("{a: 1}: 1\n")).contains("is not YAML").doesNotContain("snakeyaml");
        assertThat(messageOf("kafka: {partitions: " + "9".repeat(5_000) + "}\n"))
                .contains("kafka.partitions is '999")
                .hasSizeLessThan(400);
        assertThat(messageOf("kafka: {partitions: \"x\\ny\\e[31m\"}\n"))
                .contains("kafka.partitions is 'x\\ny\\u001b[31m', expected a whole number");
        assertThat(messageOf("data-folder: \"a\\0b\"\n")).contains("data-folder: ");
        assertThat(messageOf("http-host: a\0b\n"))
                .isEqualTo("my.yaml:1: is not YAML: special characters are not allowed");
        assertThat(messageOf("http-host: \"a\\e[31m\"\n")).contains("expected a host name or address");
        assertThat(messageOf("assimilate: {look-again: P99999999999D}\n")).contains("P3650D at most");
    }

    @Test
    void refusesAFileThatCannotBeOneOfSettings(@TempDir Path folder) throws Exception {
        final Path file = folder.resolve("my.yaml");
        Files.write(file, new byte[] {'h', ':', ' ', (byte) 0xe9});
        assertThatThrownBy(() -> SettingsLoader.load(file, Map.of()))
                .hasMessage(file + ": cannot be read: is not UTF-8");
        Files.write(file, new byte[300_000]);
        assertThatThrownBy(() -> SettingsLoader.load(file, Map.of())).hasMessageContaining("is longer than");
        assertThatThrownBy(() -> SettingsLoader.load(folder, Map.of())).isInstanceOf(SettingsException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            archive: {token: abc}                            | rw-r--r-- | true
            archive: {token: abc}                            | rw-r----- | true
            archive: {token: abc}                            | rw------- | false
            archive: {token: ''}                             | rw-r--r-- | false
            kafka: {client: {sasl.jaas.config: 'x'}}         | rw-r--r-- | true
            kafka: {client: {ssl.keystore.password: 'x'}}    | rw-r--r-- | true
            kafka: {client: {security.protocol: SSL}}        | rw-r--r-- | false
            """)
    void warnsOfASecretThatOthersCanRead(String text, String mode, boolean warned, @TempDir Path folder)
            throws Exception {
        final Path file = Files.writeString(folder.resolve("my.yaml"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertThat(SettingsLoader.exposed(file).isPresent()).isEqualTo(warned);
        SettingsLoader.exposed(file)
                .ifPresent(warning ->
                        assertThat(warning).endsWith("chmod 600 " + file).doesNotContain("abc"));
    }

    @Test
    void warnsOfATokenFileThatOthersCanRead(@TempDir Path folder) throws Exception {
        final Path token = Files.writeString(folder.resolve("token"), "abc");
        final ArchiveSettings archive = SettingsLoader.parse(
                        "archive: {token-file: '" + token + "'}", "my.yaml", Map.of())
                .archive();
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(SettingsLoader.exposed(archive).orElseThrow()).endsWith("chmod 600 " + token);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        assertThat(SettingsLoader.exposed(archive)).isEmpty();
        assertThat(SettingsLoader.exposed(SettingsLoader.defaults().archive())).isEmpty();
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThat(messageOf("kafka: {partitions: 3}\nkafka: {partitions: 4}\n"))
                .matches("my\\.yaml:2: is not YAML: Duplicate field 'kafka'.*");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(messageOf("kafka: {partitions: 3}\n---\ningest: {}\n")).startsWith("my.yaml:");
    }

    @Test
    void refusesAFileWithoutKeys() {
        assertThat(messageOf("just words")).isEqualTo("my.yaml: holds no keys, expected settings such as 'archive:'");
        assertThat(messageOf("- a\n- b")).startsWith("my.yaml: holds no keys");
    }

    @Test
    void namesAFileThatCannotBeRead(@TempDir Path folder) throws Exception {
        final Path absent = folder.resolve("absent.yaml");
        assertThatThrownBy(() -> SettingsLoader.load(absent, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(absent + ": cannot be read");
        final Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThatThrownBy(() -> SettingsLoader.load(binary, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(binary + ": cannot be read");
    }

    @Test
    void saysWhatFetchingMeteorologyTakes() {
        final String fetch = "domains: {fiji: {inputs: {meteorology: {kind: merra2, fetch: true%s}}}}\n";
        assertThatThrownBy(() ->
                        SettingsLoader.parse("archive: {kind: folder}\n" + fetch.formatted(""), "mine.yaml", Map.of()))
                .hasMessageContaining(
                        "domains.fiji.inputs.meteorology.fetch is 'true', expected false where archive.kind is folder");
        assertThatThrownBy(() -> SettingsLoader.parse(fetch.formatted(", files: [a.nc4]"), "mine.yaml", Map.of()))
                .hasMessageContaining("domains.fiji.inputs.meteorology.files is '[a.nc4]', expected none where fetch");
    }

    /// YAML's own errors quote the lines around.
    @Test
    void noCauseHoldsWhatStandsBesideTheError() {
        for (String text :
                new String[] {"archive:\n  token: Z3cr3t\n  kind: [\n", "archive:\n  token: Z3cr3t\n  attempts: many\n"
                })
            assertThatThrownBy(() -> SettingsLoader.parse(text, "my.yaml", Map.of()))
                    .isInstanceOf(SettingsException.class)
                    .satisfies(e -> {
                        for (Throwable told = e; told != null; told = told.getCause())
                            assertThat(told.toString()).doesNotContain("Z3cr3t");
                    });
    }
}
