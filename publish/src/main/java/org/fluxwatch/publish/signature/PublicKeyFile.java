package org.fluxwatch.publish.signature;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.text.Sha256;

/// The key that signatures are verified with.
public final class PublicKeyFile {
    private static final String LABEL = "PUBLIC KEY";

    private PublicKeyFile() {}

    /// @param what the file is to be, for errors
    /// @throws SettingsException when it is none
    public static PublicKey read(String what, Path file) {
        final byte[] encoded = PemFile.read(what, file, LABEL);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw PemFile.none(what, file, LABEL, "it is not Ed25519");
        }
    }

    /// SHA-256 of a public key as it is encoded (SubjectPublicKeyInfo, DER), by which people know it.
    public static String fingerprint(PublicKey key) {
        return Sha256.hex(key.getEncoded());
    }
}
