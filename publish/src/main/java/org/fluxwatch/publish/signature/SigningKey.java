package org.fluxwatch.publish.signature;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.fluxwatch.contract.settings.SettingsException;

/// The key that files are signed with, Ed25519, and the public one that belongs to it.
public final class SigningKey {
    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey key;
    private final PublicKey verifying;

    private SigningKey(KeyPair pair) {
        this.key = pair.getPrivate();
        this.verifying = pair.getPublic();
    }

    /// @param what the file is to be, for errors
    /// @param file PKCS#8 in PEM, without a password
    /// @throws SettingsException when it is none
    public static SigningKey read(String what, Path file) {
        final byte[] encoded = PemFile.read(what, file, LABEL);
        try {
            if (KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded))
                    instanceof EdECPrivateKey secret) return new SigningKey(pair(secret));
        } catch (GeneralSecurityException e) {
            // of another kind
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
        throw PemFile.none(what, file, LABEL, "it is not Ed25519");
    }

    /// A private key says nothing of its public one, but a generator that draws the private one's bytes makes both.
    private static KeyPair pair(EdECPrivateKey secret) throws GeneralSecurityException {
        final byte[] seed = secret.getBytes().orElseThrow();
        final KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
        final KeyPair pair = generator.generateKeyPair();
        if (!Arrays.equals(((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(), seed))
            throw new IllegalStateException("the public key of the signing key cannot be made with this Java");
        return pair;
    }

    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] bytes;

        Drawn(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] out) {
            System.arraycopy(bytes, 0, out, 0, Math.min(bytes.length, out.length));
        }
    }

    public PublicKey publicKey() {
        return verifying;
    }

    /// @return 64 bytes, always the same for the same content
    byte[] sign(byte[] content) {
        try {
            final Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a file cannot be signed: " + e.getMessage(), e);
        }
    }
}
