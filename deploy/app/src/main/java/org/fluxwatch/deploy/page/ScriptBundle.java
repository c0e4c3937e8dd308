package org.fluxwatch.deploy.page;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Modules as one script inside a page, since browsers load no module from `file:`. Each becomes a function that runs
/// where it is added and returns what the module exports:
/// ```
/// import { a } from './x.js';     const { a } = modules['x.js'];
/// export function b() {}          function b() {}   ...   return { b };
/// ```
/// These are the only forms it knows; whatever else imports or exports is refused.
public final class ScriptBundle {
    private static final Pattern IMPORT =
            Pattern.compile("^import (\\{ \\w+(?:, \\w+)* }) from '\\./([\\w-]+\\.js)';$", Pattern.MULTILINE);
    private static final Pattern EXPORT =
            Pattern.compile("^export (?=(?:function|class|const) (\\w+))", Pattern.MULTILINE);
    private static final Pattern UNKNOWN = Pattern.compile("^\\s*(?:import|export)\\b.*", Pattern.MULTILINE);
    private static final Pattern END_OF_ELEMENT = Pattern.compile("</script|<!--", Pattern.CASE_INSENSITIVE);

    private final StringBuilder text = new StringBuilder("const modules = {};\n");
    private final Set<String> added = new HashSet<>();

    /// @param name of its file, as others import it
    public void add(String name, String module) {
        if (END_OF_ELEMENT.matcher(module).find())
            throw new IllegalStateException(name + " would end the script element that it stands in");
        for (MatchResult needed : IMPORT.matcher(module).results().toList())
            if (!added.contains(needed.group(2)))
                throw new IllegalStateException(
                        name + " imports " + needed.group(2) + ", which is not there before it");
        final List<String> exports =
                EXPORT.matcher(module).results().map(export -> export.group(1)).toList();
        final String body = EXPORT.matcher(IMPORT.matcher(module).replaceAll("const $1 = modules['$2'];"))
                .replaceAll("");
        UNKNOWN.matcher(body).results().findFirst().ifPresent(line -> {
            throw new IllegalStateException(name + " has a line that cannot be bundled: " + line.group());
        });
        text.append(String.format(
                Locale.ROOT,
                "modules['%s'] = (() => {\n%s\nreturn { %s };\n})();\n",
                name,
                body,
                String.join(", ", exports)));
        added.add(name);
    }

    public String text() {
        return text.toString();
    }
}
