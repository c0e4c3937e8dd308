package org.fluxwatch.assimilate.inputs.meteorology;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.netcdf.FilePattern;

/// The collections of MERRA-2 that drive the model: a file of each for a UTC day, such as
/// `MERRA2_400.inst3_3d_asm_Nv.20190503.nc4`. The number after MERRA2 is the stream, and the last digit of it counts
/// what was produced anew; GES DISC's subsetter puts `.SUB` before the ending.
public enum Merra2Collection {
    /// Model levels, instantaneous, every 3 hours.
    PROFILES("M2I3NVASM.5.12.4", "inst3_3d_asm_Nv"),
    /// The ground and the boundary layer, hourly means.
    SURFACE("M2T1NXFLX.5.12.4", "tavg1_2d_flx_Nx");

    private final String product;
    private final String label;
    private final Pattern name;

    Merra2Collection(String product, String label) {
        this.product = product;
        this.label = label;
        name = Pattern.compile("MERRA2_\\d+\\." + label + "\\.(\\d{8})(?:\\..*)?\\.nc4");
    }

    /// Short name and version, joined by a dot, as the catalogue has them.
    public String product() {
        return product;
    }

    /// As it stands in the files' names.
    public String label() {
        return label;
    }

    public FilePattern files() {
        return new FilePattern("MERRA2_*." + label + ".{yyyy}{MM}{dd}*.nc*");
    }

    /// The day of a file of this collection; empty for any other name.
    public Optional<LocalDate> day(String fileName) {
        final Matcher matcher = name.matcher(fileName);
        if (!matcher.matches()) return Optional.empty();
        try {
            return Optional.of(LocalDate.parse(matcher.group(1), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The day of a file of any of the collections.
    static Optional<LocalDate> dayOfAny(String fileName) {
        for (Merra2Collection collection : values()) {
            final Optional<LocalDate> day = collection.day(fileName);
            if (day.isPresent()) return day;
        }
        return Optional.empty();
    }
}
