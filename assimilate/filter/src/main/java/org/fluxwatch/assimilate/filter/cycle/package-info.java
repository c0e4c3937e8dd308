/// A day of the filter, hour by hour: forecast, observe, analyse. No Kafka, no files, no clock. Start at [DayCycle];
/// what it needs that does not change is in [DomainModel].
package org.fluxwatch.assimilate.filter.cycle;
