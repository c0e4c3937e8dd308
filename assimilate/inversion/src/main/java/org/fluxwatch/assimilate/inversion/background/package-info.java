/// What observations would be without the fluxes that are sought: MEGA's ten backgrounds. Model-based
/// ones are lanes of [LaneRing], those from observations are [WindowBackgrounds]; [EndPointBackground]
/// checks the former.
package org.fluxwatch.assimilate.inversion.background;
