package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.settings.NumericSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Sha256;
import org.fluxwatch.ingest.PreparedGranule;

/// What a run's figures follow from beside its world and its seeds: the classes that make them, so that one state of
/// the program is told from another between its versions, and the settings. What was kept of another run is none of
/// this one.
final class RunDigest {
    private static final List<Class<?>> OF_MODULES = List.of(
            Settings.class,
            PreparedGranule.class,
            ModelInputs.class,
            TransportModel.class,
            DayCycle.class,
            RunDigest.class);

    private static final String CODE = ofCode();

    private RunDigest() {}

    /// @param domain of the settings that is run
    /// @param more that figures follow from
    static String of(Settings settings, String domain, List<?> more) {
        return ofText(CODE + "\n" + NumericSettings.of(settings, domain) + "\n" + more)
                .substring(0, 16);
    }

    private static String ofText(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String ofCode() {
        final StringBuilder all = new StringBuilder();
        for (Class<?> one : OF_MODULES) all.append(ofModule(one)).append('\n');
        return ofText(all.toString());
    }

    private static String ofModule(Class<?> one) {
        try {
            final Path place = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) return ofClasses(place);
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                return ofClasses(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own classes cannot be read: " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ofClasses(Path folder) throws IOException {
        final StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList())
                all.append(folder.relativize(file))
                        .append(' ')
                        .append(Sha256.hex(Files.readAllBytes(file)))
                        .append('\n');
        }
        return ofText(all.toString());
    }
}
