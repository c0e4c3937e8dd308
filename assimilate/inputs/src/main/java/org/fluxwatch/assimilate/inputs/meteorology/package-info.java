/// Products of meteorology: files of reanalyses and weather models, brought to the model's cells and layers step by
/// step. [org.fluxwatch.assimilate.inputs.FileMeteorology] interpolates between the steps. Start at [Merra2], which is
/// on latitudes and longitudes, or at [Mcip], which is on a map. [TimedFiles] and [StepFiles] find files and times.
package org.fluxwatch.assimilate.inputs.meteorology;
