package org.fluxwatch.deploy.twin.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A collection that the archive holds; its granules are told by their file names.
///
/// Names, versions and folders are the real ones; the concept ids of ACOS 9r and MERRA-2 are invented.
enum Collection {
    OCO2(
            "OCO2_L2_Lite_FP",
            "11.2r",
            "C2912085112-GES_DISC",
            "OCO2_DATA",
            "yyyy",
            "yyMMdd",
            Pattern.compile("oco2_LtCO2_(\\d{6})_B112\\d\\dAr_(\\d{12})s\\.nc4")),
    GOSAT(
            "ACOS_L2_Lite_FP",
            "9r",
            "C1000000009-GES_DISC",
            "GOSAT_TANSO_Level2",
            "yyyy",
            "yyMMdd",
            Pattern.compile("acos_LtCO2_(\\d{6})_v\\d+_B92\\d+A_(\\d{12})s\\.nc4")),
    MERRA2_PROFILES(
            "M2I3NVASM",
            "5.12.4",
            "C1000000101-GES_DISC",
            "MERRA2",
            "yyyy/MM",
            "yyyyMMdd",
            Pattern.compile("MERRA2_\\d{3}\\.inst3_3d_asm_Nv\\.(\\d{8})\\.nc4")),
    MERRA2_SURFACE(
            "M2T1NXFLX",
            "5.12.4",
            "C1000000102-GES_DISC",
            "MERRA2",
            "yyyy/MM",
            "yyyyMMdd",
            Pattern.compile("MERRA2_\\d{3}\\.tavg1_2d_flx_Nx\\.(\\d{8})\\.nc4"));

    /// MERRA-2 comes by months, about three weeks after each; its names do not say when a file was made.
    private static final int DAYS_TO_MERRA2 = 21;

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);

    private final String shortName;
    private final String version;
    private final String conceptId;
    private final String folder;
    private final DateTimeFormatter subfolder;
    private final DateTimeFormatter dayFormat;
    /// Groups: day, and where the name has it the production time YYMMDDhhmmss.
    private final Pattern fileName;

    Collection(
            String shortName,
            String version,
            String conceptId,
            String folder,
            String subfolder,
            String dayFormat,
            Pattern fileName) {
        this.shortName = shortName;
        this.version = version;
        this.conceptId = conceptId;
        this.folder = folder;
        this.subfolder = DateTimeFormatter.ofPattern(subfolder, Locale.ROOT);
        this.dayFormat = DateTimeFormatter.ofPattern(dayFormat, Locale.ROOT);
        this.fileName = fileName;
    }

    /// The collection whose granules are named so.
    static Optional<Collection> of(String fileName) {
        for (Collection collection : values())
            if (collection.fileName.matcher(fileName).matches()) return Optional.of(collection);
        return Optional.empty();
    }

    String shortName() {
        return shortName;
    }

    String version() {
        return version;
    }

    String conceptId() {
        return conceptId;
    }

    LocalDate day(String file) {
        return LocalDate.parse(match(file).group(1), dayFormat);
    }

    Instant produced(String file) {
        final Matcher name = match(file);
        return name.groupCount() == 2
                ? LocalDateTime.parse(name.group(2), SECOND).toInstant(ZoneOffset.UTC)
                : day(file)
                        .plusDays(DAYS_TO_MERRA2)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
    }

    /// Path of a granule's address at GES DISC.
    String dataPath(String file) {
        return "/data/" + folder + "/" + shortName + "." + version + "/" + subfolder.format(day(file)) + "/" + file;
    }

    private Matcher match(String file) {
        final Matcher matcher = fileName.matcher(file);
        if (!matcher.matches())
            throw new IllegalArgumentException(file + " is no granule of " + shortName + "." + version);
        return matcher;
    }
}
