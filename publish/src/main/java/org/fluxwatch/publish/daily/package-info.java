/// One CF netCDF file per domain and day, written and read. Start at [DailyFile]; [ProductFolder] knows where they
/// lie. What is written of a day can be read back whole: metrics and page see nothing that is not in a file.
package org.fluxwatch.publish.daily;
