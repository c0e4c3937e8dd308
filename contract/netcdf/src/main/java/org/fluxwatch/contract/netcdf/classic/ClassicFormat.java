package org.fluxwatch.contract.netcdf.classic;

/// Which of the classic formats; the number follows `CDF` at a file's begin.
public enum ClassicFormat {
    /// Offsets of 32 bits: variables within 2 GiB.
    CDF_1,
    /// Offsets of 64 bits.
    CDF_2
}
