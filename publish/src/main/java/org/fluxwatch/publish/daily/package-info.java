/// One CF netCDF file per domain and day of the filter, and per domain and month of the inversion, written and read.
/// Start at [DailyFile] and [MonthlyFile]; [ProductFolder] knows where they lie. What is written can be read back
/// whole: metrics and page see nothing that is not in a file.
package org.fluxwatch.publish.daily;
