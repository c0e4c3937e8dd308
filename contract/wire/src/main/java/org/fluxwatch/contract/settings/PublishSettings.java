package org.fluxwatch.contract.settings;

/// The products' and the page's settings.
public record PublishSettings(int httpPort, double outlierPpm, ProductAttributes attributes) {
    public PublishSettings {
        Check.port("publish.http-port", httpPort);
        Check.positive("publish.outlier-ppm", outlierPpm);
    }
}
