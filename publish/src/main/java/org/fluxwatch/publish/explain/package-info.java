/// Why a day is as it is: which observations have moved a region's flux, and what a sensor has done to a day.
package org.fluxwatch.publish.explain;
