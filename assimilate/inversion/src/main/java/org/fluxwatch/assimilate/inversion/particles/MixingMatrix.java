package org.fluxwatch.assimilate.inversion.particles;

/// The implicit step of vertical mixing as a Markov chain between layers.
/// ```
/// P = (I + Δt M⁻¹ L)⁻¹          P_ij: from layer i to layer j; L of model.transport.VerticalMixing
/// (M + Δt L) x = m_j e_j        x_i = P_ij
/// ```
/// Rows sum to 1 and m_i P_ij = m_j P_ji: well-mixed air stays so, and the chain is its own reverse.
final class MixingMatrix {
    private final int nz;
    private final double[] up;
    private final double[] pivot;

    MixingMatrix(int nz) {
        this.nz = nz;
        up = new double[nz];
        pivot = new double[nz];
    }

    /// @param mass of the layers, any unit `[nz]`
    /// @param exchange G, that unit s-1; of edge k (0 to nz) at `firstEdge + k`
    /// @param seconds Δt, s
    /// @param p receives P_ij at `i * nz + j`
    void fill(double[] mass, double[] exchange, int firstEdge, double seconds, double[] p) {
        for (int k = 0; k < nz; k++) {
            final double lower = seconds * exchange[firstEdge + k];
            final double upper = seconds * exchange[firstEdge + k + 1];
            pivot[k] = mass[k] + upper + (k > 0 ? lower * (1 - up[k - 1]) : 0);
            up[k] = upper / pivot[k];
        }
        for (int j = 0; j < nz; j++) {
            p[j * nz + j] = mass[j] / pivot[j];
            for (int i = j + 1; i < nz; i++)
                p[i * nz + j] = seconds * exchange[firstEdge + i] * p[(i - 1) * nz + j] / pivot[i];
            for (int i = nz - 2; i >= 0; i--) {
                final double own = i >= j ? p[i * nz + j] : 0;
                p[i * nz + j] = own + up[i] * p[(i + 1) * nz + j];
            }
        }
    }
}
