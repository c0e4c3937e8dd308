/// What a system of assimilation has to offer so that the day engine runs it ([DaySystem]), and what it gets in return.
package org.fluxwatch.assimilate.stream.port;
