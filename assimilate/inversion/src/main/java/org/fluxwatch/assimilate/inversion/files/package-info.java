/// Rows from files of footprints that another transport model made.
package org.fluxwatch.assimilate.inversion.files;
