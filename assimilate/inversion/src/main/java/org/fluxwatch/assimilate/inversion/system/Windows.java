package org.fluxwatch.assimilate.inversion.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.inversion.background.WindowBackgrounds;
import org.fluxwatch.assimilate.inversion.background.WindowBackgrounds.Observed;
import org.fluxwatch.assimilate.inversion.background.WindowBackgrounds.Reach;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.settings.InversionSettings;
import org.fluxwatch.contract.settings.InversionSettings.BackgroundSettings;

/// Backgrounds of kept observations, whatever they come from.
public final class Windows {
    private final WindowBackgrounds windows;
    private final Map<ObservationRow, Integer> places = new HashMap<>();

    /// @param rows all that windows may hold
    public Windows(InversionSettings settings, Iterable<ObservationRow> rows) {
        final List<Observed> observed = new ArrayList<>();
        for (ObservationRow row : rows) {
            if (!row.observation().sensor().seesColumns()) continue;
            places.put(row, observed.size());
            final Innovation.Observation observation = row.observation();
            observed.add(new Observed(
                    observation.position().time(),
                    observation.position().latitude(),
                    observation.position().longitude(),
                    observation.ppm(),
                    row.withheld()));
        }
        windows = new WindowBackgrounds(rule(settings), observed);
    }

    static WindowBackgrounds.Rule rule(InversionSettings settings) {
        return switch (settings.window()) {
            case CENTRED -> WindowBackgrounds.Rule.CENTRED;
            case TRAILING -> WindowBackgrounds.Rule.TRAILING;
        };
    }

    /// ppm; NaN where there is none, as XCO2 says nothing of the air near the ground.
    public double ppm(ObservationRow row, String name, BackgroundSettings background) {
        return switch (background.kind()) {
            case MODEL -> row.backgroundsPpm().getOrDefault(name, Double.NaN);
            case GRID -> ppm(row, Reach.AROUND, background.percentile());
            case LATITUDE -> ppm(row, Reach.BAND, background.percentile());
        };
    }

    private double ppm(ObservationRow row, Reach reach, double percentile) {
        return row.observation().sensor().seesColumns() ? windows.ppm(place(row), reach, percentile) : Double.NaN;
    }

    private int place(ObservationRow row) {
        final Integer place = places.get(row);
        if (place == null) throw new IllegalArgumentException(row.observation().id() + " is in no window");
        return place;
    }
}
