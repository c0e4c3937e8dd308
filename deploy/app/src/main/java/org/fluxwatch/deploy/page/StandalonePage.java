package org.fluxwatch.deploy.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.fluxwatch.publish.web.StaticPage;

/// A page that needs nothing else: styles, scripts and data stand in it.
public final class StandalonePage {
    private StandalonePage() {}

    /// What differs from page to page before a script has run.
    ///
    /// @param title of the window
    /// @param id of the element that the scripts fill, and its class
    /// @param withoutScripts what is shown where no script runs
    public record Frame(String title, String id, String withoutScripts) {}

    /// @param json what the scripts draw
    public static String of(Frame frame, String styles, ScriptBundle scripts, String json) {
        return resource(StandalonePage.class, "standalone.html")
                .replace("/*title*/", frame.title())
                .replace("/*id*/", frame.id())
                .replace("/*without*/", frame.withoutScripts())
                .replace("/*styles*/", styles)
                .replace("/*scripts*/", scripts.text())
                .replace("/*data*/", embedded(json));
    }

    /// JSON that no element of a page can end: outside of strings JSON has no `<`, inside it may be escaped.
    private static String embedded(String json) {
        return json.replace("<", "\\u003c");
    }

    /// A script or style of the live page.
    public static String shared(String name) {
        return resource(StaticPage.class, "/org/fluxwatch/publish/page/" + name);
    }

    public static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("the program's jars have no " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read from the program's jars", e);
        }
    }
}
