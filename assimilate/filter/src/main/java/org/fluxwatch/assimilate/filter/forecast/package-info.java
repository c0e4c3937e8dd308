/// How the flux ensemble is made for the next hour: the sealed choices of [FluxForecast].
package org.fluxwatch.assimilate.filter.forecast;
