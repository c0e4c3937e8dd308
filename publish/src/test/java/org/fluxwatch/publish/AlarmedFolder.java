package org.fluxwatch.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.publish.daily.ProductFolder;

/// Products of three days of `plane` with more gated observations than a hard limit lets pass.
public final class AlarmedFolder {
    public static final int DAYS = 3;

    private AlarmedFolder() {}

    public static String settingsText(Path folder) {
        return Days.SETTINGS.replace("{http-port: 0}", "{http-port: 0, alarms: {hard-gated-share: 0.05}}")
                + "kafka: {bootstrap-servers: '127.0.0.1:1'}\ndata-folder: " + folder + "\n";
    }

    public static ProductFolder write(Path folder) throws IOException {
        final Settings settings = SettingsLoader.parse(settingsText(folder), "the test's settings", Map.of());
        final ProductFolder products = new ProductFolder(settings.productsFolder(), settings);
        for (int d = 0; d < DAYS; d++)
            products.write(Days.product("plane", settings.domain("plane").modelGrid(), Days.FIRST.plusDays(d), 0, 30));
        return products;
    }
}
