package org.fluxwatch.assimilate.inputs.station;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// WDCGG texts, written after docs/formats.md 7.
public final class StationTexts {
    static final String COLUMNS_2021 = "site_gaw_id year month day hour minute second year month day hour minute second"
            + " value value_unc nvalue latitude longitude altitude elevation intake_height flask_no ORG_QCflag QCflag"
            + " instrument measurement_method scale";
    static final String COLUMNS_2023 = "site_wdcgg_id st_year st_month st_day st_hour st_minute st_second end_year"
            + " end_month end_day end_hour end_minute end_second value value_wmo_scale value_sd value_unc_1"
            + " value_unc_1_id value_unc_1_method value_unc_2 value_unc_2_id value_unc_2_method value_unc_3"
            + " value_unc_3_id value_unc_3_method nvalue latitude longitude altitude elevation intake_height flask_no"
            + " ORG_QCflag QCflag instrument measurement_method scale";

    private StationTexts() {}

    /// An hourly line of 26 columns, without an end.
    ///
    /// @param time year month day hour minute second
    public static String line(String time, double ppm, double latitude, double longitude, double intakeM) {
        return "TST " + time + " -999 -9 -9 -9 -9 -9 " + ppm + " 0.12 55 " + latitude + " " + longitude + " "
                + (20 + intakeM) + " 20.0 " + intakeM + " -9 H 1 1 16 21";
    }

    /// A file of 26 columns.
    ///
    /// @param means `hourly`, `event`, `daily`, `monthly`
    public static Path write(Path folder, String name, String means, List<String> lines) throws IOException {
        return write(folder, name, means, "UTC", "co2", COLUMNS_2021, lines);
    }

    static Path write(
            Path folder, String name, String means, String zone, String gas, String columns, List<String> lines)
            throws IOException {
        final List<String> header = List.of(
                "# header_lines : 13",
                "# Data_Set_Name : " + name,
                "#",
                "# site_name : Tést",
                "# dataset_parameter : " + gas,
                "# dataset_selection_tag : " + means,
                "# dataset_time_zone : " + zone,
                "# value:units : ppm",
                "# scale_1_code : 21",
                "# scale_1_name : WMO CO2 X2019",
                "#",
                "# VARIABLE ORDER",
                "# " + columns);
        final Path file = folder.resolve(name + ".txt");
        Files.writeString(file, String.join("\n", header) + "\n" + String.join("\n", lines) + "\n");
        return file;
    }
}
