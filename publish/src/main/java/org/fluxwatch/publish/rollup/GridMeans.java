package org.fluxwatch.publish.rollup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.classic.ClassicLayout;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.publish.daily.CfVariable;

/// Means of fields over a period, of the members of a field too, added up in the order of the files and in double
/// precision. Numbers of observations are summed. Spreads have no mean that would be a spread; they are left out.
final class GridMeans {
    private GridMeans() {}

    /// @param parts ascending; all have the grid of `like`
    /// @param members whether fields of members are wanted, else those without
    /// @param notes takes what is left out because a part lacks it
    static List<ClassicVariable> of(ClassicParts like, List<Part> parts, boolean members, List<String> notes)
            throws IOException {
        final List<Mean> means = new ArrayList<>();
        for (ClassicLayout.Placed variable : like.layout().variables().values())
            if (isWanted(variable, members)) means.add(new Mean(variable));
        final Map<String, String> lacking = new TreeMap<>();
        for (Part part : parts)
            try (ClassicParts file = ClassicParts.open(part.file())) {
                for (Mean mean : means) if (!mean.isIn(file)) lacking.putIfAbsent(mean.field.name(), name(part.file()));
                means.removeIf(mean -> !mean.isIn(file)); // what a part lacks has no mean
                for (Mean mean : means) mean.add(file.floats(mean.field.name()), part.days());
                for (ClassicLayout.Placed variable : file.layout().variables().values())
                    if (isWanted(variable, members) && !like.has(variable.name()))
                        lacking.putIfAbsent(
                                variable.name(), name(parts.getLast().file()));
            }
        lacking.forEach((field, file) -> notes.add(field + " is left out: " + file + " has none of this form."));
        return means.stream().map(Mean::variable).toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static boolean isWanted(ClassicLayout.Placed variable, boolean members) {
        return members ? Variables.isMembers(variable) : Variables.isField(variable) && hasMean(variable.name());
    }

    private static boolean hasMean(String name) {
        return !name.endsWith("_spread") && !name.equals("uncertainty_reduction");
    }

    private static final class Mean {
        private final ClassicLayout.Placed field;
        private final boolean isCount;
        private final double[] sum;
        private final int[] days;

        Mean(ClassicLayout.Placed field) {
            this.field = field;
            this.isCount = field.name().startsWith("observations_");
            this.sum = new double[field.length()];
            this.days = new int[field.length()];
        }

        boolean isIn(ClassicParts file) {
            return file.has(field.name()) && Arrays.equals(file.shape(field.name()), field.shape());
        }

        void add(float[] values, int weight) {
            final int factor = isCount ? 1 : weight;
            for (int n = 0; n < sum.length; n++)
                if (values[n] != CfVariable.FLOAT_FILL) {
                    sum[n] += factor * (double) values[n];
                    days[n] += factor;
                }
        }

        ClassicVariable variable() {
            final double[] mean = new double[sum.length];
            for (int n = 0; n < mean.length; n++)
                mean[n] = days[n] == 0 ? Double.NaN : isCount ? sum[n] : sum[n] / days[n];
            return Variables.with(Variables.floats(field, mean), "cell_methods", isCount ? "time: sum" : "time: mean");
        }
    }
}
