package org.fluxwatch.publish.rollup;

import java.util.stream.IntStream;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.publish.daily.CfVariable;

/// The spread of a period's mean flux in each cell.
final class MemberSpread {
    private MemberSpread() {}

    /// Standard deviation over members (N - 1) of the mean by member.
    ///
    /// @param members flux_analysis `[1*rows*columns*N]`
    /// @param mean the same flux without members, whose attributes it takes
    static ClassicVariable of(ClassicVariable members, ClassicVariable mean) {
        final float[] values = ((ClassicValues.Floats) members.values()).array();
        final int nMembers = members.shape()[3];
        final float[] spread = new float[values.length / nMembers];
        for (int c = 0; c < spread.length; c++) spread[c] = spread(values, c * nMembers, nMembers);
        ClassicVariable variable = new ClassicVariable(
                mean.name() + "_spread",
                mean.dimensions(),
                mean.shape(),
                new ClassicValues.Floats(spread),
                mean.attributes());
        variable =
                Variables.with(variable, "long_name", "standard deviation over members of the mean of " + mean.name());
        for (ClassicAttribute attribute : mean.attributes())
            if (attribute instanceof ClassicAttribute.Text(String name, String text) && name.equals("standard_name"))
                variable = Variables.with(variable, name, text + " standard_error");
        return Variables.with(variable, "cell_methods", "time: mean");
    }

    /// Which member is which, as the days' files say it.
    static ClassicVariable coordinate(int nMembers) {
        return ClassicVariable.of(
                        "member",
                        "member",
                        new int[] {nMembers},
                        new ClassicValues.Ints(IntStream.range(0, nMembers).toArray()))
                .with("standard_name", "realization")
                .with("long_name", "member of the ensemble, the same on all days")
                .with("units", "1");
    }

    private static float spread(float[] values, int from, int nMembers) {
        double mean = 0;
        for (int n = 0; n < nMembers; n++) {
            if (values[from + n] == CfVariable.FLOAT_FILL) return CfVariable.FLOAT_FILL;
            mean += values[from + n] / (double) nMembers;
        }
        double sum = 0;
        for (int n = 0; n < nMembers; n++) sum += (values[from + n] - mean) * (values[from + n] - mean);
        return nMembers < 2 ? CfVariable.FLOAT_FILL : (float) Math.sqrt(sum / (nMembers - 1));
    }
}
