/// What travels between the stages, and the soundings it is made of. Records check themselves; units stand in the
/// names.
package org.fluxwatch.contract.record;
