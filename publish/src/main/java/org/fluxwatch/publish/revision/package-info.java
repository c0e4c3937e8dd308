/// What a revision changed, from the files of before and now. Start at [Revisions].
package org.fluxwatch.publish.revision;
