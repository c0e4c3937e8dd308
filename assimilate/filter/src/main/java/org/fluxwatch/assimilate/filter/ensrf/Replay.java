package org.fluxwatch.assimilate.filter.ensrf;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The second pass for blocks of the state that learn alike: takes the rows of a column through the observations near
/// it, each row inflated before or after them.
final class Replay {
    private final ObservationPass pass;
    private final Neighbours neighbours;
    private final Inflation inflation;
    private final List<StateBlock> blocks;
    private final Workspace[] workspaces;

    /// What one worker needs for one column.
    private static final class Workspace {
        final int[] near;
        final double[] taper;
        /// A row's members are contiguous.
        final double[] members;

        final double[] prior;
        final double[] before;
        final double[] mean;
        final Panel panel;
        final double @Nullable [] increments;

        Workspace(int nObs, int nRows, int nMembers, boolean withIncrements) {
            near = new int[nObs];
            taper = new double[nObs];
            members = new double[nRows * nMembers];
            prior = new double[nRows * nMembers];
            before = new double[nRows];
            mean = new double[nRows];
            panel = new Panel(nRows, nMembers);
            increments = withIncrements ? new double[nObs * panel.incrementStride()] : null;
        }
    }

    Replay(ObservationPass pass, Neighbours neighbours, Inflation inflation, List<StateBlock> blocks, int workers) {
        this.pass = pass;
        this.neighbours = neighbours;
        this.inflation = inflation;
        this.blocks = blocks;
        final int nRows = blocks.stream().mapToInt(StateBlock::rows).sum();
        this.workspaces = new Workspace[workers];
        final boolean asked =
                blocks.stream().anyMatch(block -> block.increments().isPresent());
        Arrays.setAll(workspaces, _ -> new Workspace(pass.nObs, nRows, pass.nMembers, asked));
    }

    /// @param changes of the first row, or null where nobody asks
    /// @return whether all that was updated are numbers
    boolean column(int column, int worker, @Nullable ColumnChanges changes) {
        final Workspace work = workspaces[worker];
        final int nMembers = pass.nMembers;
        final int nNear = neighbours.near(column, work.near, work.taper);
        if (nNear == 0) return true;
        int row = 0;
        for (StateBlock block : blocks)
            for (int r = 0; r < block.rows(); r++, row++) {
                block.read(column * block.rows() + r, work.members, row * nMembers, nMembers);
                work.before[row] = Rows.centre(work.members, row * nMembers, nMembers);
                inflation.beforeUpdate(work.members, row * nMembers, nMembers);
            }
        System.arraycopy(work.members, 0, work.prior, 0, work.members.length);
        work.panel.fill(work.members, work.before);
        work.panel.replay(pass, work.near, work.taper, nNear, work.increments);
        if (work.increments != null) tell(column, work, nNear, work.increments);
        work.panel.drain(work.members, work.mean);
        boolean finite = true;
        row = 0;
        for (StateBlock block : blocks)
            for (int r = 0; r < block.rows(); r++, row++) {
                final int at = row * nMembers;
                inflation.afterUpdate(work.members, at, work.prior, at, nMembers);
                final double variance = Rows.dot(work.members, at, work.members, at, nMembers) / (nMembers - 1);
                finite &= Double.isFinite(work.mean[row]) && Double.isFinite(variance);
                if (row == 0 && changes != null) {
                    changes.increment()[column] = work.mean[0] - work.before[0];
                    changes.spread()[column] = Math.sqrt(variance);
                }
                for (int n = 0; n < nMembers; n++) work.members[at + n] += work.mean[row];
                block.write(column * block.rows() + r, work.members, at, nMembers);
            }
        return finite;
    }

    private void tell(int column, Workspace work, int nNear, double[] increments) {
        int first = 0;
        for (StateBlock block : blocks) {
            if (block.increments().isPresent())
                block.increments()
                        .get()
                        .column(column, work.near, nNear, increments, work.panel.incrementStride(), first);
            first += block.rows();
        }
    }
}
