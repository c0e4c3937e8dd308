/// How simulated values are held against observed ones.
package org.fluxwatch.assimilate.model.score;
