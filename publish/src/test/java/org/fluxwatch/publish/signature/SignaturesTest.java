package org.fluxwatch.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.publish.signature.FileSignature.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    /// RFC 8410, section 10.3, and its public key from section 10.1.
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;

    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    @TempDir
    Path folder;

    private Path secret;
    private PublicKey key;

    @BeforeEach
    void keys() throws IOException {
        secret = Files.writeString(Files.createDirectory(folder.resolve("keys")).resolve("secret.pem"), PRIVATE);
        key = PublicKeyFile.read("--key", Files.writeString(folder.resolve("public.pem"), PUBLIC));
    }

    private Path product(String name, String content) throws IOException {
        final Path file = folder.resolve("products/2019").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private int refresh() throws IOException {
        return Signatures.of(secret.toString()).refresh(folder.resolve("products"), 3);
    }

    private String why(Path file) throws IOException {
        return FileSignature.verify(file, key) instanceof Verdict.Bad(var why) ? why : "good";
    }

    @Test
    void aPrivateKeyFindsItsPublicOne() {
        assertThat(SigningKey.read("publish.signing-key", secret).publicKey()).isEqualTo(key);
    }

    /// As this program writes a file.
    private void replace(Path file, String content) throws IOException {
        final Path part = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), content);
        Signatures.replace(part, file);
    }

    @Test
    void eachFileIsSignedOnceAndAgainWhenItIsReplaced() throws IOException {
        final Path one = product("one.nc", "one");
        final Path two = product("two.nc", "two");
        product("notes.txt", "not signed");
        assertThat(refresh()).isEqualTo(2);
        assertThat(refresh()).isZero();
        assertThat(why(one)).isEqualTo("good");
        assertThat(why(two)).isEqualTo("good");
        final byte[] before = Files.readAllBytes(FileSignature.beside(one));
        replace(one, "another one");
        assertThat(why(one)).startsWith("has no signature");
        assertThat(refresh()).isEqualTo(1);
        assertThat(why(one)).isEqualTo("good");
        replace(one, "one");
        assertThat(refresh()).isEqualTo(1);
        assertThat(FileSignature.beside(one)).hasBinaryContent(before);
    }

    @Test
    void whatOthersHaveChangedStaysBad() throws IOException {
        final Path one = product("one.nc", "one");
        refresh();
        final byte[] before = Files.readAllBytes(FileSignature.beside(one));
        product("one.nc", "another one");
        Files.setLastModifiedTime(one, FileTime.fromMillis(1_000));
        assertThat(refresh()).isZero();
        assertThat(why(one)).isEqualTo("is not what was signed: its bytes are others");
        assertThat(FileSignature.beside(one)).hasBinaryContent(before);
        final Path kept = one.resolveSibling("kept.nc");
        Signatures.carry(one, kept);
        Files.copy(one, kept);
        assertThat(refresh()).isZero();
        assertThat(why(kept)).isEqualTo("is not what was signed: its bytes are others");
        Files.writeString(FileSignature.beside(one), "signed, trust me");
        assertThat(refresh()).isZero();
        Files.delete(FileSignature.beside(one));
        assertThat(refresh()).isEqualTo(1);
    }

    @Test
    void whatAKillLeftIsMended() throws IOException {
        final Path one = product("one.nc", "one");
        Files.writeString(folder.resolve("products/2019/one.nc.sig.part"), "half");
        assertThat(refresh()).isEqualTo(1);
        assertThat(folder.resolve("products/2019/one.nc.sig.part")).doesNotExist();
        Files.delete(FileSignature.beside(one));
        assertThat(refresh()).isEqualTo(1);
    }

    @Test
    void withoutAKeyASignatureStaysAsLongAsItsFile() throws IOException {
        final Path one = product("one.nc", "one");
        refresh();
        assertThat(Signatures.none().refresh(folder.resolve("products"), 3)).isZero();
        assertThat(FileSignature.beside(one)).exists();
        replace(one, "another one");
        Signatures.none().refresh(folder.resolve("products"), 3);
        assertThat(FileSignature.beside(one)).doesNotExist();
    }

    @Test
    void saysWhyAFileIsNotGood() throws Exception {
        final Path one = product("one.nc", "one");
        assertThat(why(one)).isEqualTo("has no signature: there is no one.nc.sig beside it");
        Files.writeString(FileSignature.beside(one), "signed, trust me");
        assertThat(why(one)).isEqualTo("has no signature: one.nc.sig is none of fluxwatch");
        final KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        secret = pem("other.pem", "PRIVATE KEY", other.getPrivate().getEncoded());
        Files.delete(FileSignature.beside(one));
        refresh();
        assertThat(why(one)).startsWith("is signed with another key, ");
    }

    private Path pem(String name, String label, byte[] encoded) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END "
                        + label + "-----\n");
    }

    @Test
    void anotherKeyAsTheSettingSignsWhatHasNoSignature() throws Exception {
        final Path one = product("one.nc", "one");
        refresh();
        final KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        secret = pem("other.pem", "PRIVATE KEY", other.getPrivate().getEncoded());
        assertThat(refresh()).isZero();
        assertThat(why(one)).isEqualTo("good");
        Files.delete(FileSignature.beside(one));
        assertThat(refresh()).isEqualTo(1);
        assertThat(FileSignature.verify(one, other.getPublic())).isEqualTo(new Verdict.Good());
    }

    @Test
    void whatIsNoKeyIsAnErrorThatSaysWhatWasExpected() throws Exception {
        final String expected = ", expected an Ed25519 key in PEM, -----BEGIN PRIVATE KEY-----";
        assertThatThrownBy(() -> Signatures.of(folder.resolve("none.pem").toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("publish.signing-key '" + folder.resolve("none.pem") + "' cannot be read: ")
                .hasMessageEndingWith(expected);
        final byte[] rsa = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        final Path ofRsa = pem("rsa.pem", "PRIVATE KEY", rsa);
        assertThatThrownBy(() -> Signatures.of(ofRsa.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("publish.signing-key '" + ofRsa + "' is no key: it is not Ed25519" + expected);
        assertThatThrownBy(() -> Signatures.of(folder.resolve("public.pem").toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("it has no line -----BEGIN PRIVATE KEY-----");
        final Path text = Files.writeString(folder.resolve("text.pem"), PRIVATE.replace("MC4C", "!!!"));
        assertThatThrownBy(() -> Signatures.of(text.toString())).isInstanceOf(SettingsException.class);
    }
}
