package org.fluxwatch.deploy.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxwatch.contract.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the products are, for commands that read them without any service.
final class ProductsOption {
    @Option(
            names = "--products",
            paramLabel = "FOLDER",
            description = "The folder of products, with one for each domain in it; default: that of the settings.")
    private @Nullable Path folder;

    @Mixin
    private SettingsOption settings;

    Path folder() {
        if (folder == null) return settings.load().productsFolder();
        if (!Files.isDirectory(folder))
            throw new SettingsException("--products is " + folder + ", expected a folder", null);
        return folder;
    }
}
