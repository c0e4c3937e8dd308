package org.fluxwatch.deploy.osse;

import java.util.List;
import org.fluxwatch.deploy.page.ScriptBundle;
import org.fluxwatch.deploy.page.StandalonePage;

/// The report as one page that needs nothing else: `report.json` and the scripts that draw it, those of the live page
/// among them.
final class ReportPage {
    /// Each after those whose exports it imports.
    static final List<String> SHARED_SCRIPTS =
            List.of("colour.js", "projection.js", "tip.js", "map.js", "tables.js", "charts.js");

    static final List<String> OWN_SCRIPTS = List.of("report-tables.js", "report-figures.js", "report.js");

    private static final StandalonePage.Frame FRAME = new StandalonePage.Frame(
            "fluxwatch twin",
            "report",
            "The figures of this report are drawn by its own scripts; without them, read report.json.");

    private ReportPage() {}

    /// @param json the report, see [ReportJson]
    static String of(String json) {
        final ScriptBundle scripts = new ScriptBundle();
        for (String script : SHARED_SCRIPTS) scripts.add(script, shared(script));
        for (String script : OWN_SCRIPTS) scripts.add(script, own(script));
        return StandalonePage.of(FRAME, shared("page.css") + own("report.css"), scripts, json);
    }

    static String shared(String name) {
        return StandalonePage.shared(name);
    }

    static String own(String name) {
        return StandalonePage.resource(ReportPage.class, name);
    }
}
