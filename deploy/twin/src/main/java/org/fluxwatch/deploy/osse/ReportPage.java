package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fluxwatch.publish.web.StaticPage;

/// The report as one page that needs nothing else: `report.json` and the scripts that draw it, those of the live page
/// among them.
final class ReportPage {
    /// Each after those whose exports it imports.
    static final List<String> SHARED_SCRIPTS =
            List.of("colour.js", "projection.js", "tip.js", "map.js", "tables.js", "charts.js");

    static final List<String> OWN_SCRIPTS = List.of("report-tables.js", "report-figures.js", "report.js");

    private ReportPage() {}

    /// @param json the report, see [ReportJson]
    static String of(String json) {
        final ScriptBundle scripts = new ScriptBundle();
        for (String script : SHARED_SCRIPTS) scripts.add(script, shared(script));
        for (String script : OWN_SCRIPTS) scripts.add(script, own(script));
        return own("report.html")
                .replace("/*styles*/", shared("page.css") + own("report.css"))
                .replace("/*scripts*/", scripts.text())
                .replace("/*data*/", embedded(json));
    }

    /// JSON that no element of a page can end: outside of strings JSON has no `<`, inside it may be escaped.
    static String embedded(String json) {
        return json.replace("<", "\\u003c");
    }

    static String shared(String name) {
        return resource(StaticPage.class, "/org/fluxwatch/publish/page/" + name);
    }

    static String own(String name) {
        return resource(ReportPage.class, name);
    }

    private static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("the program's jars have no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read from the program's jars", e);
        }
    }
}
