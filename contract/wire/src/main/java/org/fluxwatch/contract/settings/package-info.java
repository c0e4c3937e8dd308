/// Settings: one annotated reference file, records that check themselves, overrides from the environment. Start at
/// [SettingsLoader]. The only package of this module that reads files.
package org.fluxwatch.contract.settings;
