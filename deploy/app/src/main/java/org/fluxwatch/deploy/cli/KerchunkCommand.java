package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.publish.daily.FilterFiles;
import org.fluxwatch.publish.exchange.KerchunkReference;
import org.fluxwatch.publish.totals.FilterDays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// All days of a domain as one data set.
@Command(
        name = "kerchunk",
        mixinStandardHelpOptions = true,
        description = {
            "Write a kerchunk reference (version 1, JSON): xarray, with fsspec and zarr, opens all days of a domain through",
            "it as one data set, from a disk or over HTTP, and reads no more than what is asked for."
        })
final class KerchunkCommand implements Callable<Integer> {
    @Option(names = "--domain", required = true, paramLabel = "NAME", description = "Of the products.")
    private String domain;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "day",
            description = "day, hourly or members, the kinds of daily files (default ${DEFAULT-VALUE}).")
    private String kind;

    @Option(
            names = "--base",
            paramLabel = "URL",
            description = "What stands before paths below the folder of products, such as"
                    + " https://example.org/products/; default: the folder.")
    private @Nullable String base;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; default: standard output.")
    private @Nullable Path out;

    @Mixin
    private ProductsOption products;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.WARN, null);
        final Path folder = products.folder().toAbsolutePath().normalize();
        new FilterDays(folder).listed(domain); // names the domains there are
        final NavigableMap<LocalDate, Path> files =
                switch (kind) {
                    case "day" -> FilterFiles.days(folder, domain);
                    case "hourly", "members" -> FilterFiles.beside(folder, domain, kind);
                    default ->
                        throw new SettingsException("--kind is '" + kind + "', expected day, hourly or members", null);
                };
        if (files.isEmpty()) throw new IllegalStateException("domain " + domain + " has no files of kind " + kind);
        final KerchunkReference.Made made =
                KerchunkReference.of(List.copyOf(files.values()), folder, base == null ? folder + "/" : base);
        for (String left : made.leftOut()) spec.commandLine().getErr().println("fluxwatch: left out: " + left);
        if (out != null) Files.writeString(out, made.json());
        else {
            spec.commandLine().getOut().println(made.json());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
