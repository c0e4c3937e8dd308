package org.fluxwatch.deploy.osse;

/// What is tried with each seed.
///
/// @param days of the run without a fault
/// @param faultDay the first day with a fault, counted from 0
/// @param faultDays days with it
/// @param faultPpm what every retrieved XCO2 is too high by
public record FaultPlan(int days, int faultDay, int faultDays, double faultPpm) {
    public FaultPlan {
        if (faultDay < 1 || faultDays < 1 || days < faultDay + faultDays)
            throw new IllegalArgumentException("days is " + days + ", the fault's day " + faultDay + " and its days "
                    + faultDays + ", expected the fault to begin on day 1 or later and to end within the days");
    }
}
