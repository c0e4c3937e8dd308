package org.fluxwatch.contract.settings;

/// The products' and the page's settings.
public record PublishSettings(
        int httpPort,
        double outlierPpm,
        AlarmSettings alarms,
        int keepMembersDays,
        int keepPreviousDays,
        String signingKey,
        ProductAttributes attributes) {
    public PublishSettings {
        Check.port("publish.http-port", httpPort);
        Check.positive("publish.outlier-ppm", outlierPpm);
        Check.that(keepMembersDays >= 0, "publish.keep-members-days", keepMembersDays, "0 or more");
        Check.that(keepPreviousDays >= 0, "publish.keep-previous-days", keepPreviousDays, "0 or more");
    }
}
