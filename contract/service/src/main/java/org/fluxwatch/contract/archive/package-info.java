/// NASA's archive as ingest and assimilate both use it: catalogue, login, and the way from an address to a verified
/// file. Start at [org.fluxwatch.contract.archive.Download].
package org.fluxwatch.contract.archive;
