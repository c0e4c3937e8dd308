package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.text.Messages;

/// A settings file and environment. Of the input, lines after `ENVIRONMENT` are variables.
///
/// A secret that still stands under its key must be in no message.
final class SettingsTarget implements Target {
    private static final String SECRET = "Z3cr3tZ3cr3t";
    private static final String ENVIRONMENT = "ENVIRONMENT\n";
    private static final Pattern TOKEN = Pattern.compile(
            "(?s)^(?:archive:\\n {2}token: |FLUXWATCH_ARCHIVE_TOKEN=|FLUXWATCH_KAFKA_CLIENT_SASL_JAAS_CONFIG=)[^\\n]*?"
                    + SECRET,
            Pattern.MULTILINE);

    private final Path file;

    SettingsTarget(Path folder) {
        file = folder.resolve("settings.yaml");
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        final List<String> seeds = new ArrayList<>();
        seeds.add(SettingsLoader.reference());
        seeds.add(SettingsLoader.preset("jdas") + ENVIRONMENT + "FLUXWATCH_PRESET=jdas\n");
        seeds.add("archive:\n  token: \"" + SECRET + "\"\n  kind: http\n  from: 2019-05-01\n  poll-interval: PT1H\n"
                + "kafka: {bootstrap-servers: 'localhost:9092'}\n");
        seeds.add("domains:\n  a:\n    start: 2019-05-01\n    sensors: [oco2]\n    grid: {columns: 4, rows: 3}\n"
                + ENVIRONMENT + "FLUXWATCH_ARCHIVE_TOKEN=" + SECRET + "\nFLUXWATCH_INGEST_HTTP_PORT=0\n");
        seeds.add("ingest: {gridding: thin}\n" + ENVIRONMENT
                + "FLUXWATCH_KAFKA_CLIENT_SASL_JAAS_CONFIG=x required password=\"" + SECRET + "\";\n");
        return seeds.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    @Override
    public List<String> words() {
        final List<String> words = new ArrayList<>(List.of(
                ENVIRONMENT,
                "FLUXWATCH_",
                "FLUXWATCH_PRESET=",
                "&a ",
                "*a",
                "<<: ",
                "!!",
                "!!java.net.URL ",
                "- ",
                ": ",
                "? ",
                "|\n",
                ">-\n",
                "---\n",
                "...\n",
                "%YAML 1.1\n",
                "\t",
                "~",
                "[a, b]",
                "{a: b}",
                "PT1S",
                "2019-02-30",
                "1e400",
                ".nan",
                ".inf",
                "0o17",
                "0x1F",
                "yes",
                "on"));
        final Matcher keys = Pattern.compile("^ *([a-z-]+):", Pattern.MULTILINE).matcher(SettingsLoader.reference());
        while (keys.find()) words.add(keys.group(1) + ": ");
        return words;
    }

    @Override
    public String take(byte[] input) throws IOException {
        final String text = new String(input, StandardCharsets.UTF_8);
        final int at = text.indexOf(ENVIRONMENT);
        Files.write(file, at < 0 ? input : text.substring(0, at).getBytes(StandardCharsets.UTF_8));
        final Map<String, String> environment = new TreeMap<>();
        if (at >= 0)
            for (String line : text.substring(at + ENVIRONMENT.length()).split("\n", 0))
                if (line.indexOf('=') > 0)
                    environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        final boolean once =
                text.indexOf(SECRET) == text.lastIndexOf(SECRET); // else it may stand under another key too
        final boolean secret = once && TOKEN.matcher(text).find();
        try {
            final Settings settings = SettingsLoader.load(file, environment);
            if (secret) check("settings as text", settings.toString());
            return "loaded";
        } catch (SettingsException e) {
            final String message = Messages.of(e);
            if (secret) check("an error", message);
            for (Throwable cause = e.getCause(); secret && cause != null; cause = cause.getCause())
                check("the cause of an error", cause.toString());
            for (int i = 0; i < message.length(); i++)
                if (Character.isISOControl(message.charAt(i)))
                    throw new Impossible("a settings error with a control character: " + (int) message.charAt(i));
            return Outcomes.refused(e);
        }
    }

    private static void check(String where, String told) {
        if (told != null && told.contains(SECRET)) throw new Impossible("a secret stands in " + where);
    }
}
