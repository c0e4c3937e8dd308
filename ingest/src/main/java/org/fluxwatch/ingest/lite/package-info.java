/// A Lite file -> soundings; every rejection has a reason. Start at [org.fluxwatch.ingest.lite.LiteFile].
package org.fluxwatch.ingest.lite;
