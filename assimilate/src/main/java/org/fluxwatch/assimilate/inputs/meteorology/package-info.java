/// Products of meteorology: files of reanalyses, brought to the model's cells and layers step by step.
/// [org.fluxwatch.assimilate.inputs.FileMeteorology] interpolates between the steps. Start at [Merra2]; [TimedFiles]
/// finds files and times, [SourceField] brings a variable to the model's cells, [Columns] to its layers.
package org.fluxwatch.assimilate.inputs.meteorology;
