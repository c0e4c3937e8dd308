package org.fluxwatch.publish.runbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.service.StatusServer;

/// What to do about alerts, as `docs/` has it, with an anchor at every heading like those that a repository's page has.
/// ```
/// GET /docs/operate.md, /docs/troubles.md, /docs/operations.md     text of a fixed width under headings
/// ```
public final class RunbookPages {
    private static final List<String> FILES = List.of("operate.md", "troubles.md", "operations.md");

    private RunbookPages() {}

    public static void addTo(StatusServer server) {
        for (String file : FILES) {
            final byte[] page = page(file, text(file)).getBytes(StandardCharsets.UTF_8);
            server.handle(
                    "/docs/" + file, exchange -> StatusServer.respond(exchange, 200, "text/html; charset=utf-8", page));
        }
    }

    private static String text(String file) {
        try (InputStream in = RunbookPages.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("the program has been packed without docs/" + file);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String page(String title, String markdown) {
        final StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>fluxwatch: " + escaped(title) + "</title></head><body>\n");
        final StringBuilder text = new StringBuilder();
        boolean isCode = false;
        for (String line : markdown.split("\n", -1)) {
            if (line.startsWith("```")) isCode = !isCode;
            final int level = isCode ? 0 : level(line);
            if (level == 0) {
                text.append(escaped(line)).append('\n');
                continue;
            }
            flush(text, html);
            final String heading = line.substring(level + 1).strip();
            html.append(String.format(
                    Locale.ROOT, "<h%d id=\"%s\">%s</h%d>%n", level, anchor(heading), escaped(heading), level));
        }
        flush(text, html);
        return html.append("</body></html>\n").toString();
    }

    private static void flush(StringBuilder text, StringBuilder html) {
        if (!text.toString().isBlank())
            html.append("<pre>").append(text.toString().strip()).append("</pre>\n");
        text.setLength(0);
    }

    /// Of a heading, 1 to 6; 0 of any other line.
    private static int level(String line) {
        int level = 0;
        while (level < line.length() && line.charAt(level) == '#') level++;
        return level <= 6 && level < line.length() && line.charAt(level) == ' ' ? level : 0;
    }

    /// Such as `45-alarms-on-observations` of `4.5 Alarms on observations`.
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
