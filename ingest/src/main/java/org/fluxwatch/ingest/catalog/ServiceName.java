package org.fluxwatch.ingest.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names that services give to what they make of a file X.nc4:
/// ```
/// X.SUB.nc4                                   GES DISC's subsetter
/// X.nc4.nc4, X.nc4.nc, X.nc4.dap.nc4          OPeNDAP, DAP2 and DAP4
/// X_subsetted.nc4, X_Retrieval_psurf_subsetted.nc4, X_reformatted.nc4     Harmony
/// ```
/// One service may take what another has made. A browser's `X (1).nc4` is none of them.
final class ServiceName {
    private static final String ENDINGS = "(nc4|nc|hdf5|h5|hdf)";
    private static final Pattern SUBSETTER = Pattern.compile("(.+)\\.SUB\\." + ENDINGS);
    private static final Pattern OPENDAP = Pattern.compile("(.+\\." + ENDINGS + ")(?:\\.dap)?\\.(?:nc4|nc)");
    private static final Pattern HARMONY =
            Pattern.compile("(.+?)(?:_(?:subsetted|regridded|reformatted))+\\." + ENDINGS);

    /// A service upon a service upon a service.
    private static final int DEEPEST = 3;

    private ServiceName() {}

    /// What the file may have been called before, the likeliest first; begins with the name itself.
    static List<String> originals(String name) {
        final List<String> all = new ArrayList<>(List.of(name));
        List<String> last = all;
        for (int depth = 0; depth < DEEPEST && !last.isEmpty(); depth++) {
            final List<String> next = new ArrayList<>();
            for (String one : last) addBefore(one, next);
            next.removeAll(all);
            all.addAll(next);
            last = next;
        }
        return all;
    }

    private static void addBefore(String name, List<String> names) {
        final Matcher subsetter = SUBSETTER.matcher(name);
        if (subsetter.matches()) names.add(subsetter.group(1) + "." + subsetter.group(2));
        final Matcher opendap = OPENDAP.matcher(name);
        if (opendap.matches()) names.add(opendap.group(1));
        final Matcher harmony = HARMONY.matcher(name);
        if (!harmony.matches()) return;
        // names of variables may stand before: any number of words
        String stem = harmony.group(1);
        while (!stem.isEmpty()) {
            names.add(stem + "." + harmony.group(2));
            stem = stem.substring(0, Math.max(0, stem.lastIndexOf('_')));
        }
    }
}
