package org.fluxwatch.deploy.standalone;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.settings.LoginFile;
import org.fluxwatch.contract.settings.OwnersOnly;

/// Who may use the embedded broker: whoever can read its folder, for loopback is open to all who share the machine. A
/// random secret, made at the first start, stands in the properties file that clients log in with (SASL/PLAIN, which
/// never leaves the machine); file and folder belong to the owner alone, where the file system knows owners.
///
/// @param secret 64 hexadecimal digits
record BrokerLogin(String secret) {
    private static final String USER = "fluxwatch";
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final Pattern PASSWORD = Pattern.compile("password=\"([0-9a-f]{64})\"");
    private static final int SECRET_BYTES = 32;
    private static final String JAAS = "sasl.jaas.config";

    /// The login of a broker's folder; a new one where there is none yet.
    static BrokerLogin of(Path folder) throws IOException {
        OwnersOnly.make(folder);
        final Path file = folder.resolve(LoginFile.NAME);
        if (!Files.exists(file)) return new BrokerLogin(random());
        final Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        final Matcher password = PASSWORD.matcher(kept.getProperty(JAAS, ""));
        if (!password.find())
            throw new IOException(file + " holds no login of fluxwatch's; delete it to have a new one made");
        return new BrokerLogin(password.group(1));
    }

    private static String random() {
        final byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Writes the clients' file, in one step.
    void write(Path folder, String bootstrapServers) throws IOException {
        final StringBuilder text = new StringBuilder(
                        "# Of the broker in this folder; for Kafka's tools: --command-config\n")
                .append("bootstrap.servers=")
                .append(bootstrapServers)
                .append('\n');
        new TreeMap<>(client())
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        final Path file = folder.resolve(LoginFile.NAME);
        if (Files.exists(file) && Files.readString(file).contentEquals(text)) OwnersOnly.make(file);
        else replace(file, text);
    }

    private static void replace(Path file, CharSequence text) throws IOException {
        final Path part = file.resolveSibling(LoginFile.NAME + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part);
        OwnersOnly.make(part); // before there is anything to read in it
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Properties of a client.
    Map<String, String> client() {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", JAAS, MODULE + credentials() + ";");
    }

    /// Closes a listener of the broker to others.
    void close(String listener, Properties broker) {
        broker.setProperty(
                "listener.name." + listener.toLowerCase(Locale.ROOT) + ".plain." + JAAS,
                MODULE + credentials() + " user_" + USER + "=\"" + secret + "\";");
        broker.setProperty("sasl.enabled.mechanisms", "PLAIN");
        broker.setProperty("sasl.mechanism.inter.broker.protocol", "PLAIN");
        broker.setProperty("sasl.mechanism.controller.protocol", "PLAIN");
    }

    private String credentials() {
        return " username=\"" + USER + "\" password=\"" + secret + "\"";
    }

    @Override
    public String toString() {
        return "BrokerLogin[" + USER + "]"; // never the secret
    }
}
