package org.fluxwatch.assimilate.inputs.footprint;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Departed;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Slice;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;

/// What STILT and X-STILT write: one release a file, whose place and time only the name has, and hours of fluxes that
/// begin at `time`. A column is an X in the name; whether X-STILT's weights are in it was a setting of that program,
/// and unknown unless somebody wrote it into the file ([KernelWords]).
public record StiltFile(Header header) implements FootprintFile {
    static final String VARIABLE = "foot";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile(
            "(?<time>\\d{10}(?:\\d{2})?)_(?<lon>-?[\\d.]+)_(?<lat>-?[\\d.]+)_(?<height>X|[\\d.]+)_.*foot\\.nc");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);

    static boolean isOne(GridFile file) {
        return file.has(VARIABLE);
    }

    static StiltFile of(GridFile file) {
        final Sensitivities foot = Sensitivities.of(file, VARIABLE);
        final Release release = release(file, foot);
        hours(foot, release);
        return new StiltFile(new Header(file.path(), "STILT", "STILT", "inert", foot.cells(), List.of(release)));
    }

    private static Release release(GridFile file, Sensitivities foot) {
        final Path path = file.path();
        final Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches())
            throw new InputException(
                    path + ": its name does not say where and when the footprint was released, expected"
                            + " such as 201506180000_-111.98_40.78_5_foot.nc: time, longitude, latitude, height or X");
        try {
            final String digits = name.group("time");
            final Instant time = LocalDateTime.parse(digits.length() == 10 ? digits + "00" : digits, TIME)
                    .toInstant(ZoneOffset.UTC);
            final double longitude = Double.parseDouble(name.group("lon"));
            final double latitude = Double.parseDouble(name.group("lat"));
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360))
                throw new InputException(
                        path + ": its name places the release at " + latitude + " N " + longitude + " E");
            return new Release(
                    path,
                    0,
                    time,
                    time,
                    latitude,
                    longitude,
                    name.group("height").equals("X")
                            ? new Receptor.Column(
                                    KernelWords.of(file, foot.field().variable())
                                            .orElse(Receptor.Kernel.UNKNOWN))
                            : new Receptor.Point());
        } catch (DateTimeException | NumberFormatException e) {
            throw new InputException(path + ": its name is no time and place of a release: " + e.getMessage(), e);
        }
    }

    /// Begins of the hours, each before the release.
    private static Instant[] hours(Sensitivities foot, Release release) {
        final Instant[] hours = foot.field()
                .times()
                .orElseThrow(() -> foot.field().variable().wrong("has no times, expected hours before the release"));
        for (Instant hour : hours)
            if (hour.plus(HOUR).isAfter(release.to()))
                throw foot.field()
                        .variable()
                        .wrong("has the time " + hour + " for a release at " + release.to()
                                + ", expected hours that end"
                                + " before it; a sum over all times does not say how far back it reaches");
        return hours;
    }

    @Override
    public Footprint read(int index) {
        final Release release = releases().get(index);
        try (GridFile file = GridFile.open(path())) {
            final Sensitivities foot = Sensitivities.on(header.cells(), file, VARIABLE);
            final Instant[] hours = hours(foot, release);
            final List<Slice> slices = new ArrayList<>();
            for (int h = 0; h < hours.length; h++)
                slices.add(new Slice(hours[h], hours[h].plus(HOUR), false, foot.read(h, hours[h])[0]));
            slices.sort(java.util.Comparator.comparing(Slice::from).reversed());
            return new Footprint(release, foot.cells(), slices, Departed.UNKNOWN);
        }
    }
}
