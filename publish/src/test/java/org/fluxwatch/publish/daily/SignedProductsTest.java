package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.signature.FileSignature;
import org.fluxwatch.publish.signature.Signatures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedProductsTest {
    private static final AnalysedDomain PLANE = new AnalysedDomain("plane", AssimilationSystem.FILTER);

    @TempDir
    Path data;

    @Test
    void eachFileAlsoOfWhatWasReplacedHasASignatureThatIsServed() throws Exception {
        final KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        final Path secret = Files.writeString(
                data.resolve("secret.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        final Settings settings = Days.settings(data);
        final ProductFolder folder =
                new ProductFolder(settings.productsFolder(), settings, Signatures.of(secret.toString()));
        for (int revision = 0; revision < 2; revision++) {
            folder.write(Days.product("plane", settings.domain("plane").modelGrid(), Days.FIRST, revision, 3));
            folder.sign(PLANE, Days.FIRST);
        }
        final List<Path> files = files(settings.productsFolder());
        assertThat(files).hasSize(4);
        for (Path file : files) {
            assertThat(FileSignature.verify(file, pair.getPublic())).isEqualTo(new FileSignature.Verdict.Good());
            assertThat(folder.find(folder.relative(file) + ".sig")).contains(FileSignature.beside(file));
        }
        assertThat(folder.find("plane/2019/fluxwatch_plane_filter_20190502.nc.sig"))
                .isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".nc")).toList();
        }
    }
}
