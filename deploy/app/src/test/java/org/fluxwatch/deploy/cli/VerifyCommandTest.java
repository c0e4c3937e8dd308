package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.fluxwatch.publish.signature.Signatures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    Path folder;

    private Path file;
    private Path publicKey;

    @BeforeEach
    void signed() throws Exception {
        final KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        publicKey = pem("public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
        final Path secret = pem("secret.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
        file = Files.writeString(folder.resolve("a.nc"), "a product");
        Signatures.of(secret.toString()).refresh(folder, 1);
    }

    private Path pem(String name, String label, byte[] encoded) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END "
                        + label + "-----\n");
    }

    @Test
    void aFileAsItWasSignedIsGood() {
        final CommandLineRun run = CommandLineRun.of("verify", file.toString(), "--key", publicKey.toString());
        assertThat(run.out()).isEqualTo(file + ": good" + System.lineSeparator());
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void oneThatIsNotSaysWhy() throws IOException {
        Files.writeString(file, "another product");
        final Path none = folder.resolve("none.nc");
        final CommandLineRun run =
                CommandLineRun.of("verify", file.toString(), none.toString(), "--key", publicKey.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(file + ": is not what was signed: its bytes are others")
                .contains(none + ": cannot be read: ");
    }

    @Test
    void aKeyThatIsNoneIsAnErrorOfUse() {
        final CommandLineRun run = CommandLineRun.of("verify", file.toString(), "--key", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("fluxwatch: --key '" + file
                        + "' is no key: it has no line -----BEGIN PUBLIC KEY-----, expected an Ed25519 key in PEM,"
                        + " -----BEGIN PUBLIC KEY-----" + System.lineSeparator());
    }
}
