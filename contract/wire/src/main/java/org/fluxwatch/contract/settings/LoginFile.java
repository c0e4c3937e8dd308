package org.fluxwatch.contract.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// A client's properties in a file, as Kafka's own tools take them with `--command-config`. The broker of `run`, `demo`
/// and `broker` writes one into its folder, with its address and a login.
public final class LoginFile {
    /// Beside the log of our own broker.
    public static final String NAME = "fluxwatch-client.properties";

    private LoginFile() {}

    /// The properties, but for the address. None while the file is not there, or when it is of a broker at another
    /// address: a login is shown to nobody else.
    ///
    /// @param file empty: none
    static Map<String, String> read(Path file, String bootstrapServers) {
        if (file.toString().isEmpty()) return Map.of();
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new IllegalStateException("Kafka's login cannot be read: " + FileTrouble.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Kafka's login " + file + " is no properties file", e);
        }
        final Object of = properties.remove("bootstrap.servers");
        if (of != null && !canonical(of.toString()).equals(canonical(bootstrapServers))) return Map.of();
        final Map<String, String> login = new HashMap<>();
        for (String name : properties.stringPropertyNames()) login.put(name, properties.getProperty(name));
        return login;
    }

    private static String canonical(String servers) {
        return servers.replace("localhost:", "127.0.0.1:");
    }
}
