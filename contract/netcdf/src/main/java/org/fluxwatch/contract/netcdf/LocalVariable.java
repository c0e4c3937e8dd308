package org.fluxwatch.contract.netcdf;

import java.util.List;

/// A variable of a file that this process reads itself.
abstract sealed class LocalVariable extends GridVariable permits NetcdfJavaFile.Values, Hdf5Variable {
    LocalVariable(LocalFile file, String name, List<String> dimensions, int[] shape) {
        super(file, name, dimensions, shape);
    }

    /// Values of a window that lies within the shape.
    abstract Packed packed(int[] origin, int[] window);

    @Override
    final Raw raw(int[] origin, int[] window) {
        return packed(origin, window).raw();
    }
}
