package org.fluxwatch.deploy.twin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Writes granules as netCDF-4 files in the layout of OCO-2 11.2r and GOSAT ACOS 9r Lite files. The same granule gives
/// the same bytes. A day without soundings is a file whose sounding dimension has the length 0.
public final class LiteFileWriter {
    private static final DateTimeFormatter CREATION =
            DateTimeFormatter.ofPattern("MMM dd, yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LiteFileWriter() {}

    /// Writes under a temporary name (`.part`), then renames.
    ///
    /// @param folder is created where absent
    /// @return the file
    public static Path write(LiteGranule granule, Path folder) throws IOException {
        Files.createDirectories(folder);
        final Path target = folder.resolve(granule.fileName());
        final Path part = folder.resolve(granule.fileName() + ".part");
        final Netcdf4File file = new Netcdf4File();
        attributes(granule).forEach(file::attribute);
        LiteContent.of(granule).forEach(file::add);
        file.write(part);
        return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, String> attributes(LiteGranule granule) {
        final Map<String, String> attributes = new LinkedHashMap<>();
        switch (Instrument.of(granule.sensor())) {
            case OCO2 -> {
                attributes.put("title", "OCO-2 L2FP Lite Output, simulated by the fluxwatch twin");
                attributes.put("Platform", "OCO-2");
                attributes.put("Sensor", "OCO-2");
                attributes.put("BuildId", "B11.2.10");
                attributes.put("CollectionLabel", "Lite_B11210Ar_simulated");
                attributes.put("gesdisc_collection", "11.2r");
                attributes.put("Bias_Correction_land", LiteBiasCorrection.FORMULA);
                attributes.put("Bias_Correction_oceanGL", LiteBiasCorrection.FORMULA);
            }
            case GOSAT -> {
                attributes.put("title", "ACOS GOSAT L2 Lite Output, simulated by the fluxwatch twin");
                attributes.put("Platform", "GOSAT");
                attributes.put("Sensor", "TANSO-FTS");
                attributes.put("BuildId", "B9.2.13");
                attributes.put("CollectionLabel", "Lite_B9213A_simulated");
                attributes.put("Bias_Correction_land", LiteBiasCorrection.FORMULA);
            }
        }
        attributes.put(
                "comment", "Invented data with a known answer in the layout of the real product: no measurement");
        attributes.put("filter_function", "fluxwatch twin: looks at cloud edges and through haze are flagged bad");
        attributes.put("filtering state", "Simulated: cloudy looks are left out");
        attributes.put("bc_function", "fluxwatch twin: see Bias_Correction_land");
        attributes.put("warn_level_function", "None");
        attributes.put("contact", "fluxwatch");
        attributes.put("creation_date", CREATION.format(granule.produced()));
        return attributes;
    }
}
