/// What the stages agree on: grids, records, topics, regions, settings, NASA's archive, and how a service shows its
/// state.
package org.fluxwatch.contract;
