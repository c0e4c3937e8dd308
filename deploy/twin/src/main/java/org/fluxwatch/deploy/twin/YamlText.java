package org.fluxwatch.deploy.twin;

/// Text of settings files that programs write.
public final class YamlText {
    private YamlText() {}

    /// As a YAML string in single quotes, whatever is in it.
    public static String quoted(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }
}
