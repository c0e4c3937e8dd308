"""Writes every numeric variable of a netCDF file as xarray sees it: unpacked, NaN where missing.

usage: xarray_values.py FILE FOLDER
FOLDER gets one file a variable, `<n>.f64`: little-endian doubles in file order, and `names`: a line each, n, name, shape.
"""
import sys

import numpy as np
import xarray as xr

source, folder = sys.argv[1:3]
with xr.open_dataset(source, decode_times=False, mask_and_scale=True) as dataset, open(f"{folder}/names", "w") as names:
    for n, (name, variable) in enumerate(dataset.variables.items()):
        if variable.dtype.kind not in "iuf":
            continue
        np.asarray(variable.values, dtype="<f8").tofile(f"{folder}/{n}.f64")
        print(n, name, "x".join(map(str, variable.shape)), sep="\t", file=names)
