/// Products of meteorology: files to the model's cells and layers, at the steps that they have.
package org.fluxwatch.assimilate.inputs.meteorology;
