/// What sensors' files look like, as data: a description a sensor in a file of YAML, and where builds differ one for
/// them. Those of OCO-2, OCO-3 and ACOS GOSAT come with the program; others are an operator's.
package org.fluxwatch.contract.sensor;
