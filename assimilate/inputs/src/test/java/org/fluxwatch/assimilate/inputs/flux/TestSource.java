package org.fluxwatch.assimilate.inputs.flux;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxFormat;
import org.fluxwatch.contract.settings.InputSettings.FluxSourceSettings;
import org.fluxwatch.contract.settings.InputSettings.LaterYears;
import org.fluxwatch.contract.settings.InputSettings.MissingValues;
import org.fluxwatch.contract.settings.InputSettings.PriorKind;
import org.fluxwatch.contract.settings.InputSettings.PriorSettings;

/// Settings of a source, changed one by one.
final class TestSource {
    private final FluxCategory category;
    private final FluxFormat format;
    private final Path folder;
    private List<String> files = List.of();
    private String variable = "";
    private String units = "";
    private double scale = 1;
    private MissingValues missing = MissingValues.ERROR;
    private List<Double> hourWeights = List.of();
    private List<Double> weekdayWeights = List.of();
    private LaterYears later = LaterYears.WAIT;

    private TestSource(FluxCategory category, FluxFormat format, Path folder) {
        this.category = category;
        this.format = format;
        this.folder = folder;
    }

    static TestSource of(FluxCategory category, FluxFormat format, Path folder) {
        return new TestSource(category, format, folder);
    }

    /// The variable `flux` in files such as `flux_2019.nc`.
    static TestSource cf(FluxCategory category, Path folder) {
        return of(category, FluxFormat.CF, folder).files("flux_{yyyy}.nc").variable("flux");
    }

    TestSource files(String... patterns) {
        files = List.of(patterns);
        return this;
    }

    TestSource variable(String name) {
        variable = name;
        return this;
    }

    TestSource units(String text) {
        units = text;
        return this;
    }

    TestSource scale(double factor) {
        scale = factor;
        return this;
    }

    TestSource missingIsZero() {
        missing = MissingValues.ZERO;
        return this;
    }

    TestSource weights(List<Double> hours, List<Double> weekdays) {
        hourWeights = hours;
        weekdayWeights = weekdays;
        return this;
    }

    TestSource lastYear() {
        later = LaterYears.LAST_YEAR;
        return this;
    }

    FluxSourceSettings settings() {
        return new FluxSourceSettings(
                category, format, folder, files, variable, units, scale, missing, hourWeights, weekdayWeights, later);
    }

    FluxSource on(Grid grid) {
        return new FluxSource("source", settings(), new Regrids(grid));
    }

    FilePriorFlux prior(Grid grid) {
        return new FilePriorFlux(grid, new PriorSettings(PriorKind.FILES, 0, Map.of("source", settings())));
    }
}
