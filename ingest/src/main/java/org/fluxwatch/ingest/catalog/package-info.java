/// What the archive holds, and what of it is done. Start at [org.fluxwatch.ingest.catalog.GranuleCatalog].
package org.fluxwatch.ingest.catalog;
