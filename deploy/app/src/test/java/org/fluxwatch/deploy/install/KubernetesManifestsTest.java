package org.fluxwatch.deploy.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxwatch.contract.ProgramVersion;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The manifests of deploy/kubernetes: what Kubernetes would refuse or never find, and what the program would.
class KubernetesManifestsTest {
    private static final Path FOLDER = Path.of("../kubernetes");
    private static final Path BASE = FOLDER.resolve("base");
    private static final Path STRIMZI = FOLDER.resolve("strimzi");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([mg])");
    private static final long MB = 1L << 20;

    /// Heap of a process that reads files and what is beside it; there is one a processor.
    private static final int READER_MB = 1024 + 150;

    private static Manifests base;

    @BeforeAll
    static void read() throws IOException {
        base = Manifests.of(BASE);
    }

    private static List<StatefulSet> sets() {
        return base.all(StatefulSet.class);
    }

    private static PodSpec pod(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec();
    }

    private static Container container(StatefulSet set) {
        assertThat(pod(set).getContainers()).hasSize(1);
        return pod(set).getContainers().getFirst();
    }

    @Test
    void everyFileIsListed() throws IOException {
        for (Path folder : List.of(BASE, STRIMZI)) {
            final String kustomization = Files.readString(folder.resolve("kustomization.yaml"));
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .allSatisfy(name ->
                                assertThat(kustomization + "kustomization.yaml").contains(name));
            }
        }
        assertThat(sets()).hasSize(3);
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsRefused() throws IOException {
        final String text = Files.readString(BASE.resolve("ingest.yaml"));
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Manifests.parse(text.replace("periodSeconds", "periodSecond")))
                .withMessageContaining("periodSecond");
    }

    @Test
    void selectorsMeetPods() {
        for (StatefulSet set : sets())
            assertThat(set.getSpec().getTemplate().getMetadata().getLabels())
                    .isEqualTo(set.getSpec().getSelector().getMatchLabels());
        for (Service service : base.all(Service.class))
            assertThat(selected(service.getSpec().getSelector()))
                    .extracting(set -> set.getSpec().getServiceName())
                    .containsExactly(service.getMetadata().getName());
        for (PodDisruptionBudget budget : base.all(PodDisruptionBudget.class))
            assertThat(selected(budget.getSpec().getSelector().getMatchLabels()))
                    .hasSize(1);
        for (NetworkPolicy policy : base.all(NetworkPolicy.class)) {
            final LabelSelector selector = policy.getSpec().getPodSelector();
            assertThat(selected(selector.getMatchLabels())).isNotEmpty();
            selector.getMatchExpressions().forEach(expression -> assertThat(expression.getValues())
                    .allSatisfy(value -> assertThat(selected(Map.of(expression.getKey(), value)))
                            .hasSize(1)));
        }
    }

    private static List<StatefulSet> selected(Map<String, String> labels) {
        return sets().stream()
                .filter(set -> set.getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(labels.entrySet()))
                .toList();
    }

    @Test
    void portsAndProbesAreThePrograms() {
        final Settings defaults = SettingsLoader.defaults();
        final Map<String, Integer> ports = Map.of(
                "ingest", defaults.ingest().httpPort(),
                "assimilate", defaults.assimilate().httpPort(),
                "publish", defaults.publish().httpPort());
        for (StatefulSet set : sets()) {
            final Container container = container(set);
            final int port = ports.get(container.getName());
            assertThat(container.getArgs())
                    .containsExactly(container.getName(), "--settings", "/etc/fluxwatch/fluxwatch.yaml");
            assertThat(container.getPorts()).hasSize(1).allSatisfy(is -> {
                assertThat(is.getName()).isEqualTo("http");
                assertThat(is.getContainerPort()).isEqualTo(port);
            });
            for (Probe probe :
                    List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())) {
                assertThat(probe.getHttpGet().getPath()).isIn("/health/live", "/health/ready");
                assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
            }
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        }
        for (Service service : base.all(Service.class))
            assertThat(service.getSpec().getPorts()).hasSize(1).allSatisfy(is -> assertThat(is.getPort())
                    .isEqualTo(
                            container(selected(service.getSpec().getSelector()).getFirst())
                                    .getPorts()
                                    .getFirst()
                                    .getContainerPort()));
    }

    @Test
    void theProgramTakesSettingsAndEnvironment() throws IOException {
        for (StatefulSet set : sets()) {
            final Settings settings = settings(container(set));
            settings.requireChosenInputs(settings.domains().keySet());
            assertThat(settings.kafka().client())
                    .containsEntry("group.instance.id", "value of metadata.name"); // which every pod has its own of
            assertThat(settings.kafka().replication()).isEqualTo(3);
            assertThat(settings.kafka().partitions())
                    .isGreaterThanOrEqualTo(set.getSpec().getReplicas());
            assertThat(settings.assimilate().standbyReplicas()).isPositive();
            assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
            assertThat(settings.httpNames()).contains("fluxwatch-publish");
            final List<String> mounts = container(set).getVolumeMounts().stream()
                    .map(mount -> mount.getMountPath() + "/")
                    .toList();
            assertThat(mounts).contains(settings.dataFolder() + "/");
            if (!set.getMetadata().getName().endsWith("publish"))
                assertThat(mounts)
                        .anySatisfy(mount ->
                                assertThat(settings.archive().tokenFile()).startsWith(mount));
            if (set.getMetadata().getName().endsWith("assimilate"))
                for (DomainSettings domain : settings.domains().values())
                    assertThat(mounts).anySatisfy(mount -> assertThat(
                                    domain.inputs().meteorology().folder())
                            .asString()
                            .startsWith(mount));
        }
    }

    private static Settings settings(Container container) throws IOException {
        final Map<String, String> environment = new TreeMap<>();
        for (EnvVar variable : container.getEnv())
            environment.put(
                    variable.getName(),
                    variable.getValueFrom() == null
                            ? variable.getValue()
                            : variable.getValueFrom().getFieldRef() == null
                                    ? "secret"
                                    : "value of "
                                            + variable.getValueFrom()
                                                    .getFieldRef()
                                                    .getFieldPath());
        return SettingsLoader.load(BASE.resolve("fluxwatch.yaml"), environment);
    }

    @Test
    void configMapsAndSecretsThatAreNamedAreMade() throws IOException {
        final List<String> made = new ArrayList<>();
        Manifests.kustomization(BASE)
                .get("configMapGenerator")
                .forEach(generator -> made.add(generator.get("name").asText()));
        final Matcher byHand = Pattern.compile("create secret generic (\\S+) --from-file=token=")
                .matcher(Files.readString(FOLDER.resolve("README.md")));
        assertThat(byHand.find()).isTrue();
        made.add(byHand.group(1));
        for (StatefulSet set : sets())
            for (Volume volume : pod(set).getVolumes()) {
                if (volume.getConfigMap() != null)
                    assertThat(made).contains(volume.getConfigMap().getName());
                if (volume.getSecret() != null)
                    assertThat(made).contains(volume.getSecret().getSecretName());
            }
        final Manifests strimzi = Manifests.of(STRIMZI);
        assertThat(Files.readString(STRIMZI.resolve("login.yaml")))
                .contains("name: " + strimzi.ofOthers("KafkaUser").getMetadata().getName() + ", key: sasl.jaas.config")
                .contains(
                        "secretName: " + strimzi.ofOthers("Kafka").getMetadata().getName() + "-cluster-ca-cert");
    }

    @Test
    void memoryHoldsTheHeapAndTheReaders() {
        for (StatefulSet set : sets()) {
            final Map<String, Quantity> limits = container(set).getResources().getLimits();
            final Map<String, Quantity> requests = container(set).getResources().getRequests();
            final Matcher heap = HEAP.matcher(container(set).getEnv().toString());
            assertThat(heap.find()).isTrue();
            final long heapMb = Long.parseLong(heap.group(1)) * (heap.group(2).equals("g") ? 1024 : 1);
            final long readersMb = set.getMetadata().getName().endsWith("publish")
                    ? 0
                    : limits.get("cpu").getNumericalAmount().longValue() * READER_MB;
            assertThat(bytes(limits.get("memory"))).isGreaterThan((heapMb + readersMb) * MB);
            assertThat(bytes(requests.get("memory")))
                    .isGreaterThan(heapMb * MB)
                    .isLessThanOrEqualTo(bytes(limits.get("memory")));
        }
    }

    private static long bytes(Quantity quantity) {
        final BigDecimal bytes = Quantity.getAmountInBytes(quantity);
        return bytes.longValueExact();
    }

    @Test
    void podsHaveNoMoreRightsThanTheyNeed() throws IOException {
        for (StatefulSet set : sets()) {
            assertThat(pod(set).getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod(set).getAutomountServiceAccountToken()).isFalse();
            assertThat(pod(set).getEnableServiceLinks()).isFalse(); // FLUXWATCH_INGEST_PORT is no setting
            assertThat(pod(set).getTerminationGracePeriodSeconds()).isGreaterThan(60);
            assertThat(container(set).getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container(set).getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
        }
        final JsonNode image = Manifests.kustomization(BASE).get("images").get(0);
        assertThat(sets()).allSatisfy(set -> assertThat(container(set).getImage())
                .isEqualTo(image.get("name").asText()));
        assertThat(image.get("newTag").asText()).isEqualTo(ProgramVersion.get());
    }

    @Test
    void kustomizeMakesOfThemWhatTheyAreMeantToBe() throws Exception {
        final Process process;
        try {
            process = new ProcessBuilder("kubectl", "kustomize", STRIMZI.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no kubectl");
            return;
        }
        final String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        final Manifests made = Manifests.parse(text);
        assertThat(made.all(StatefulSet.class)).hasSize(3).allSatisfy(set -> {
            assertThat(settings(container(set)).kafka().client())
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.jaas.config", "secret")
                    .containsEntry("ssl.truststore.type", "PEM");
            assertThat(container(set).getImage()).isEqualTo("fluxwatch:" + ProgramVersion.get());
        });
    }
}
