package org.fluxwatch.deploy.install;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The resources of a kustomization, read with Kubernetes' own model, in which a field that it does not know is an
/// error. Those of others, as Strimzi's, have no model here.
final class Manifests {
    private static final String OF_OTHERS = "kafka.strimzi.io/v1";

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
            "v1/Service", Service.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    private static final YAMLMapper LENIENT = new YAMLMapper();
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false; // where the model puts what it does not know
                }
            })
            .build();

    private final List<HasMetadata> resources = new ArrayList<>();

    private Manifests() {}

    /// Those that a kustomization lists, not those that it makes.
    static Manifests of(Path folder) throws IOException {
        final Manifests manifests = new Manifests();
        for (JsonNode file : kustomization(folder).get("resources"))
            if (file.asText().endsWith(".yaml")) manifests.add(Files.readString(folder.resolve(file.asText())));
        return manifests;
    }

    static Manifests parse(String text) throws IOException {
        final Manifests manifests = new Manifests();
        manifests.add(text);
        return manifests;
    }

    static JsonNode kustomization(Path folder) throws IOException {
        return LENIENT.readTree(Files.readString(folder.resolve("kustomization.yaml")));
    }

    private void add(String text) throws IOException {
        try (var documents = LENIENT.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (documents.hasNext()) {
                final JsonNode document = documents.next();
                final String version = document.get("apiVersion").asText();
                if (version.equals(OF_OTHERS))
                    resources.add(LENIENT.treeToValue(document, GenericKubernetesResource.class));
                else {
                    final Class<? extends HasMetadata> kind =
                            KINDS.get(version + "/" + document.get("kind").asText());
                    if (kind == null) throw new IOException("no model of " + document);
                    resources.add(STRICT.treeToValue(document, kind));
                }
            }
        }
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    GenericKubernetesResource ofOthers(String kind) {
        return all(GenericKubernetesResource.class).stream()
                .filter(resource -> resource.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
