package org.fluxwatch.assimilate.inputs.footprint;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.footprint.Receptor.Kernel;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;

/// What a file says of the averaging kernel in `title`, `comment` and the variable's `comment` and `long_name`.
final class KernelWords {
    private static final String KERNEL = "averaging kernel";

    private KernelWords() {}

    /// Empty where it says nothing.
    static Optional<Kernel> of(GridFile file, GridVariable variable) {
        final String words = Stream.of(
                        file.text("title"), file.text("comment"), variable.text("comment"), variable.text("long_name"))
                .flatMap(Optional::stream)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .reduce("", (all, text) -> all + "; " + text);
        if (!words.contains(KERNEL)) return Optional.empty();
        final boolean not = words.contains("without " + KERNEL)
                || words.contains("no " + KERNEL)
                || words.matches(".*" + KERNEL + "s? (is |are )?not.*");
        return Optional.of(not ? Kernel.NOT_APPLIED : Kernel.APPLIED);
    }
}
