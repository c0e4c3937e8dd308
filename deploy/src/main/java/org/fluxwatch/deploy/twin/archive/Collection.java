package org.fluxwatch.deploy.twin.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A collection that the archive holds; its granules are told by their file names.
///
/// Names, versions and folders are the real ones; the concept id of ACOS 9r is invented.
enum Collection {
    OCO2(
            "OCO2_L2_Lite_FP",
            "11.2r",
            "C2912085112-GES_DISC",
            "OCO2_DATA",
            Pattern.compile("oco2_LtCO2_(\\d{6})_B112\\d\\dAr_(\\d{12})s\\.nc4")),
    GOSAT(
            "ACOS_L2_Lite_FP",
            "9r",
            "C1000000009-GES_DISC",
            "GOSAT_TANSO_Level2",
            Pattern.compile("acos_LtCO2_(\\d{6})_v\\d+_B92\\d+A_(\\d{12})s\\.nc4"));

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyMMddHHmmss");

    private final String shortName;
    private final String version;
    private final String conceptId;
    private final String folder;
    /// Groups: day YYMMDD, production time YYMMDDhhmmss.
    private final Pattern fileName;

    Collection(String shortName, String version, String conceptId, String folder, Pattern fileName) {
        this.shortName = shortName;
        this.version = version;
        this.conceptId = conceptId;
        this.folder = folder;
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
        return LocalDate.parse(match(file).group(1), DAY);
    }

    Instant produced(String file) {
        return LocalDateTime.parse(match(file).group(2), SECOND).toInstant(ZoneOffset.UTC);
    }

    /// Path of a granule's address at GES DISC.
    String dataPath(String file) {
        return "/data/" + folder + "/" + shortName + "." + version + "/"
                + day(file).getYear() + "/" + file;
    }

    private Matcher match(String file) {
        final Matcher matcher = fileName.matcher(file);
        if (!matcher.matches())
            throw new IllegalArgumentException(file + " is no granule of " + shortName + "." + version);
        return matcher;
    }
}
