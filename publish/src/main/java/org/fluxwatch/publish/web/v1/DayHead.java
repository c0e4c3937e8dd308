package org.fluxwatch.publish.web.v1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.publish.daily.FormatVersion;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ReadOnce;
import org.jspecify.annotations.Nullable;

/// What a file's header says of its analysis; null what it does not say, since it is of the other system or of an
/// earlier version.
///
/// @param spinUp whether the ensemble had not settled yet
/// @param smoothingDays days of later observations that have corrected the fluxes
/// @param asOf of a month the day of its latest analysis
/// @param status of a month
/// @param settingsDigest SHA-256 of the settings that numbers depend on, hexadecimal
/// @param checkpoint day of the checkpoint that the run began from
record DayHead(
        int revision,
        @Nullable Boolean spinUp,
        @Nullable Integer smoothingDays,
        @Nullable String asOf,
        @Nullable String status,
        @Nullable String programVersion,
        @Nullable String settingsDigest,
        @Nullable String checkpoint) {
    /// Heads, each read once as long as its file stays the same and it is not long since it was asked for.
    static final class Reader {
        /// Twenty years of one domain's days.
        private static final int REMEMBERED = 8_000;

        private final ReadOnce<DayHead> heads = new ReadOnce<>(REMEMBERED);

        /// Empty when the file is damaged.
        Optional<DayHead> of(Path file) throws IOException {
            return heads.of(file, () -> {
                try {
                    return Optional.of(read(file));
                } catch (InputException | EOFException e) {
                    return Optional.empty();
                }
            });
        }
    }

    /// With what is too long to be remembered of every day.
    ///
    /// @param settings that numbers depend on, as JSON text
    record Full(DayHead head, @Nullable String settings) {}

    /// Empty when the file is damaged.
    static Optional<Full> full(Path path) throws IOException {
        try (ClassicParts file = ClassicParts.open(path)) {
            return Optional.of(new Full(read(path, file), file.text("settings").orElse(null)));
        } catch (InputException | EOFException e) {
            return Optional.empty();
        }
    }

    private static DayHead read(Path path) throws IOException {
        try (ClassicParts file = ClassicParts.open(path)) {
            return read(path, file);
        }
    }

    private static DayHead read(Path path, ClassicParts file) throws IOException {
        FormatVersion.requireKnown(path, file);
        final boolean saysSpinUp = file.has("spin_up");
        return new DayHead(
                number(file, "revision").orElseThrow(() -> new InputException(path + ": has no attribute revision")),
                saysSpinUp ? file.bytes("spin_up")[0] != 0 : null,
                number(file, "smoothing_days").orElse(null),
                file.text("as_of").orElse(null),
                file.text("status").orElse(null),
                file.text("program_version").orElse(null),
                file.text("settings_digest").orElse(null),
                file.text("checkpoint").orElse(null));
    }

    /// Whether it is of the same analysis as a product, so that both were read of the same file.
    boolean isOf(Product product) {
        return revision == product.identity().revision()
                && (asOf == null || asOf.equals(product.identity().day().toString()));
    }

    private static Optional<Integer> number(ClassicParts file, String name) {
        final var found = file.number(name);
        return found.isPresent() ? Optional.of((int) found.getAsDouble()) : Optional.empty();
    }
}
