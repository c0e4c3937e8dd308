package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.Main;
import org.fluxwatch.deploy.demo.Demo;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What `deploy/compose` and the image's launcher name, against what there is.
class ComposeFileTest {
    private static final Path FOLDER = ComposeStack.FOLDER;
    private static final Path GRAFANA = Path.of("../../grafana");
    private static final List<String> OWN = List.of("ingest", "assimilate", "publish");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9/-]+:v?\\d+\\.\\d+\\.\\d+");

    /// What an operator puts there, as README.md says.
    private static final List<String> OF_THE_OPERATOR = List.of("./fluxwatch.yaml", "./inputs", "./earthdata-token");

    private static JsonNode read(String file) throws Exception {
        final Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(withDefaults(file));
        return new ObjectMapper().valueToTree(tree);
    }

    /// As it is where no variable is set.
    private static String withDefaults(String file) throws Exception {
        return VARIABLE.matcher(Files.readString(FOLDER.resolve(file)))
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1)));
    }

    /// By name, of a file.
    private static Map<String, JsonNode> services(String file) throws Exception {
        final Map<String, JsonNode> services = new TreeMap<>();
        read(file).get("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }

    private static List<String> texts(JsonNode list) {
        final List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void everyServiceIsPinnedBoundedWatchedAndClosedToOtherMachines() throws Exception {
        final Map<String, JsonNode> services = services("compose.yaml");
        services.put("twin", services("twin.yaml").get("twin"));
        assertThat(services.keySet()).containsAll(ComposeStack.SERVICES).contains("grafana");
        services.forEach((name, service) -> {
            assertThat(service.get("image").asText()).as(name).matches(PINNED);
            assertThat(service.get("restart").asText()).as(name).isEqualTo("unless-stopped");
            assertThat(service.has("mem_limit") && service.has("healthcheck"))
                    .as(name)
                    .isTrue();
            assertThat(texts(service.get("cap_drop"))).as(name).containsExactly("ALL");
            assertThat(texts(service.path("ports"))).as(name).allMatch(port -> port.startsWith("127.0.0.1:"));
            if (name.startsWith("kafka")) {
                assertThat(service.has("ports")).as(name).isFalse();
                assertThat(texts(service.get("networks"))).containsExactly("kafka");
            }
        });
        assertThat(read("compose.yaml").at("/networks/kafka/internal").asBoolean())
                .isTrue();
        final Matcher version =
                Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        for (String name : List.of("ingest", "assimilate", "publish", "twin"))
            assertThat(services.get(name).get("image").asText()).isEqualTo("fluxwatch:" + version.group(1));
    }

    @Test
    void everyFileIsThereOrTheOperatorsAndInTheReadme() throws Exception {
        final String readme = Files.readString(FOLDER.resolve("README.md"));
        for (String file : new String[] {"compose.yaml", "twin.yaml"}) {
            final JsonNode all = read(file);
            final List<String> places = new ArrayList<>(all.path("secrets").findValuesAsText("file"));
            for (JsonNode service : all.get("services")) places.addAll(texts(service.path("volumes")));
            for (String place : places) {
                if (!place.startsWith(".")) continue; // a volume
                final String source = place.split(":", -1)[0];
                if (OF_THE_OPERATOR.contains(source)) assertThat(readme).contains("`" + source.substring(2) + "`");
                else assertThat(FOLDER.resolve(source)).exists();
            }
        }
    }

    @Test
    void commandsAndChecksOfHealthAreCommandsOfTheProgram() throws Exception {
        final Map<String, JsonNode> services = services("compose.yaml");
        for (String name : OWN) {
            final List<String> command = texts(services.get(name).get("command"));
            assertThat(command).startsWith(name);
            Main.commandLine().parseArgs(command.toArray(String[]::new));
            final List<String> check = texts(services.get(name).at("/healthcheck/test"));
            assertThat(check).startsWith("CMD", "fluxwatch", "health", name);
            Main.commandLine().parseArgs(check.subList(2, check.size()).toArray(String[]::new));
        }
        Main.commandLine()
                .parseArgs(
                        texts(services("twin.yaml").get("twin").get("command")).toArray(String[]::new));
    }

    @Test
    void theEnvironmentIsMadeOfSettings() throws Exception {
        for (String name : OWN) {
            final Map<String, String> environment = new HashMap<>();
            services("compose.yaml")
                    .get(name)
                    .get("environment")
                    .properties()
                    .forEach(one -> environment.put(one.getKey(), one.getValue().asText()));
            final Settings settings = SettingsLoader.parse("", name, environment);
            assertThat(settings.kafka().bootstrapServers()).isEqualTo("kafka:9092");
            assertThat(settings.httpNames()).containsAll(OWN);
        }
    }

    /// Whoever sets them may run `./fluxwatch` too, which refuses variables of that prefix that are no settings.
    @Test
    void variablesOfComposeAreNotTakenForSettings() throws Exception {
        for (String file : new String[] {"compose.yaml", "twin.yaml"}) {
            final Map<String, String> environment = new HashMap<>();
            Pattern.compile("\\$\\{([A-Z_]+):-")
                    .matcher(Files.readString(FOLDER.resolve(file)))
                    .results()
                    .forEach(variable -> environment.put(variable.group(1), ""));
            assertThat(environment).isNotEmpty();
            SettingsLoader.parse("", file, environment);
        }
    }

    /// Prometheus expands no variables in addresses, so the file is there twice.
    @Test
    void prometheusHasTheSameConfigurationWithTheNamesOfTheServices() throws Exception {
        final Map<String, Integer> ports = Map.of("ingest", 8461, "assimilate", 8462, "publish", 8460);
        final Map<String, Object> here = yaml(Files.readString(FOLDER.resolve("prometheus.yml")));
        String alone = Files.readString(GRAFANA.resolve("prometheus.yml"));
        for (var port : ports.entrySet())
            alone = alone.replace("localhost:" + port.getValue(), port.getKey() + ":" + port.getValue());
        assertThat(here.remove("alerting").toString()).contains("alertmanager:9093");
        assertThat(here).isEqualTo(yaml(alone));
        final Map<String, JsonNode> services = services("compose.yaml");
        for (var port : ports.entrySet())
            assertThat(texts(services.get(port.getKey()).get("ports")))
                    .containsExactly("127.0.0.1:%1$d:%1$d".formatted(port.getValue()));
    }

    private static Map<String, Object> yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    @Test
    void grafanaIsProvisionedWithThisPrometheusAndTheDashboards() throws Exception {
        final JsonNode grafana = services("compose.yaml").get("grafana");
        assertThat(Files.readString(GRAFANA.resolve("provisioning/datasources/prometheus.yaml")))
                .contains("${PROMETHEUS_URL}");
        assertThat(grafana.at("/environment/PROMETHEUS_URL").asText()).isEqualTo("http://prometheus:9090");
        final Map<String, Object> providers =
                yaml(Files.readString(GRAFANA.resolve("provisioning/dashboards/fluxwatch.yaml")));
        final String path = new ObjectMapper()
                .valueToTree(providers)
                .at("/providers/0/options/path")
                .asText();
        assertThat(texts(grafana.get("volumes"))).contains("../../grafana/dashboards:" + path + ":ro");
    }

    @Test
    void theTwinsSettingsAreTheDemos() {
        final Settings trial = SettingsLoader.load(FOLDER.resolve("twin-settings.yaml"), Map.of());
        final Settings demo = SettingsLoader.parse(Demo.GRID + Demo.MONTHS, "the demo", Map.of());
        assertThat(trial.domains()).isEqualTo(demo.domains());
        assertThat(trial.assimilate()).isEqualTo(demo.assimilate());
    }

    @Test
    void theImagesLauncherHasTheFlagsAndTheClassPathsOfTheLauncher() throws Exception {
        final String launcher = Files.readString(Path.of("../../fluxwatch"));
        final String image = Files.readString(Path.of("src/main/image/usr/local/bin/fluxwatch"));
        final Matcher flags = Pattern.compile("(?:--|-XX:\\+|-D)[a-zA-Z][^\\s)\"]*")
                .matcher(launcher.substring(launcher.indexOf("flags=("), launcher.indexOf("main=")));
        int found = 0;
        for (; flags.find(); found++) assertThat(image).contains(flags.group());
        assertThat(found).isEqualTo(5);
        final Matcher ofTheTwin =
                Pattern.compile(".*\\) classes=\\$everything ;;").matcher(launcher);
        assertThat(ofTheTwin.find()).isTrue();
        assertThat(image).contains(ofTheTwin.group());
    }
}
