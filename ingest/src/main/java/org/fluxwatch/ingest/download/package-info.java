/// From the archive to a verified file. Start at [org.fluxwatch.ingest.download.Download].
package org.fluxwatch.ingest.download;
