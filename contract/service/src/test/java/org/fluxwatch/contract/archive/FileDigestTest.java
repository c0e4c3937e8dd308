package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxwatch.contract.archive.GranuleSource.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDigestTest {
    @TempDir
    Path folder;

    /// Of the three letters abc.
    @ParameterizedTest
    @CsvSource({
        "Adler-32, 024d0127",
        "ADLER32, 24D0127",
        "CRC-32, 352441c2",
        "MD5, 900150983CD24FB0D6963F7D28E17F72",
        "md5, 900150983cd24fb0d6963f7d28e17f72",
        "SHA-1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "SHA-2, 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "SHA-2, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA-256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA-384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        "SHA-512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f",
    })
    void knowsWhatCataloguesName(String algorithm, String value) throws Exception {
        final Path file = Files.write(folder.resolve("x"), "abc".getBytes(StandardCharsets.US_ASCII));
        final Checksum right = new Checksum(algorithm, value);
        assertThat(FileDigest.of(right).orElseThrow().problem(file, right)).isEmpty();
        final Checksum wrong = new Checksum(algorithm, value.substring(0, value.length() - 1) + "0");
        assertThat(FileDigest.of(wrong).orElseThrow().problem(file, wrong).orElseThrow())
                .startsWith("has " + algorithm + " ")
                .endsWith("expected " + wrong.value() + " (catalogue)");
    }

    @Test
    void saysWhichItDoesNotKnow() {
        assertThat(FileDigest.of(new Checksum("Fletcher-32", "1234"))).isEmpty();
    }
}
