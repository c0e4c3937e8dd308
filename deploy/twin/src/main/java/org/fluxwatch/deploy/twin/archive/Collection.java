package org.fluxwatch.deploy.twin.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A collection that the archive holds; its granules are told by their file names.
///
/// Names, versions and folders are the real ones, and so are the concept ids that are known; others follow from the
/// name.
///
/// @param version such as 11.2r
record Collection(Kind kind, String version) {
    /// A product, whatever its version. Groups of the file name: day, build where versions follow from it, and where
    /// the name has it the production time YYMMDDhhmmss.
    enum Kind {
        OCO2(
                "OCO2_L2_Lite_FP",
                "OCO2_DATA",
                "yyyy",
                "yyMMdd",
                "oco2_LtCO2_(?<day>\\d{6})_B(?<build>\\d{4,5})[A-Za-z]*_(?<produced>\\d{12})s(?:\\.SUB)?\\.nc4",
                "11.2r"),
        OCO3(
                "OCO3_L2_Lite_FP",
                "OCO3_DATA",
                "yyyy",
                "yyMMdd",
                "oco3_LtCO2_(?<day>\\d{6})_B(?<build>\\d{4,5})[A-Za-z]*_(?<produced>\\d{12})s(?:\\.SUB)?\\.nc4",
                "11r"),
        GOSAT(
                "ACOS_L2_Lite_FP",
                "GOSAT_TANSO_Level2",
                "yyyy",
                "yyMMdd",
                "acos_LtCO2_(?<day>\\d{6})_v\\d+_B(?<build>\\d{4,5})[A-Za-z]*_(?<produced>\\d{12})s(?:\\.SUB)?\\.nc4",
                "9r"),
        MERRA2_PROFILES(
                "M2I3NVASM",
                "MERRA2",
                "yyyy/MM",
                "yyyyMMdd",
                "MERRA2_\\d{3}\\.inst3_3d_asm_Nv\\.(?<day>\\d{8})(?<build>)(?<produced>)\\.nc4",
                "5.12.4"),
        MERRA2_SURFACE(
                "M2T1NXFLX",
                "MERRA2",
                "yyyy/MM",
                "yyyyMMdd",
                "MERRA2_\\d{3}\\.tavg1_2d_flx_Nx\\.(?<day>\\d{8})(?<build>)(?<produced>)\\.nc4",
                "5.12.4");

        private final String shortName;
        private final String folder;
        private final DateTimeFormatter subfolder;
        private final DateTimeFormatter dayFormat;
        private final Pattern fileName;
        /// The one that is there before any of its granules.
        private final String usualVersion;

        Kind(
                String shortName,
                String folder,
                String subfolder,
                String dayFormat,
                String fileName,
                String usualVersion) {
            this.shortName = shortName;
            this.folder = folder;
            this.subfolder = DateTimeFormatter.ofPattern(subfolder, Locale.ROOT);
            this.dayFormat = DateTimeFormatter.ofPattern(dayFormat, Locale.ROOT);
            this.fileName = Pattern.compile(fileName);
            this.usualVersion = usualVersion;
        }

        /// Real versions leave the second number out now and then.
        private String version(String build) {
            if (build.isEmpty()) return usualVersion;
            final String major = build.substring(0, build.length() - 3);
            final String minor = build.substring(build.length() - 3, build.length() - 2);
            return switch (this) {
                case OCO2 -> Integer.parseInt(major) < 11 ? major + "r" : major + "." + minor + "r";
                case OCO3 -> minor.equals("0") ? major + "r" : major + "." + minor + "r";
                case GOSAT -> Integer.parseInt(major) < 11 ? major + "r" : major + "." + minor;
                case MERRA2_PROFILES, MERRA2_SURFACE -> usualVersion;
            };
        }
    }

    private static final Map<String, String> CONCEPT_IDS = Map.of(
            "OCO2_L2_Lite_FP.11.1r", "C2716248872-GES_DISC",
            "OCO2_L2_Lite_FP.11.2r", "C2912085112-GES_DISC",
            "OCO2_L2_Lite_FP.11.3r", "C4203038017-GES_DISC",
            "OCO3_L2_Lite_FP.11r", "C2910086168-GES_DISC",
            "ACOS_L2_Lite_FP.11.0", "C4106152863-GES_DISC");

    /// MERRA-2 comes by months, about three weeks after each; its names do not say when a file was made.
    private static final int DAYS_TO_MERRA2 = 21;

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);

    /// The collection whose granules are named so.
    static Optional<Collection> of(String fileName) {
        for (Kind kind : Kind.values()) {
            final Matcher name = kind.fileName.matcher(fileName);
            if (name.matches()) return Optional.of(new Collection(kind, kind.version(name.group("build"))));
        }
        return Optional.empty();
    }

    /// Those that are there without any granule.
    static List<Collection> usual() {
        return Arrays.stream(Kind.values())
                .map(kind -> new Collection(kind, kind.usualVersion))
                .toList();
    }

    String shortName() {
        return kind.shortName;
    }

    String conceptId() {
        final String name = shortName() + "." + version;
        final CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return CONCEPT_IDS.getOrDefault(name, "C" + (1_000_000_000L + crc.getValue()) + "-GES_DISC");
    }

    LocalDate day(String file) {
        return LocalDate.parse(match(file).group("day"), kind.dayFormat);
    }

    Instant produced(String file) {
        final String produced = match(file).group("produced");
        return produced.isEmpty()
                ? day(file)
                        .plusDays(DAYS_TO_MERRA2)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                : LocalDateTime.parse(produced, SECOND).toInstant(ZoneOffset.UTC);
    }

    /// Path of a granule's address at GES DISC.
    String dataPath(String file) {
        return "/data/" + kind.folder + "/" + shortName() + "." + version + "/" + kind.subfolder.format(day(file)) + "/"
                + file;
    }

    private Matcher match(String file) {
        final Matcher matcher = kind.fileName.matcher(file);
        if (!matcher.matches())
            throw new IllegalArgumentException(file + " is no granule of " + shortName() + "." + version);
        return matcher;
    }
}
