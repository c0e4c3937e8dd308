/// What a satellite or a station would see of the model. Start at [StateOperator].
package org.fluxwatch.assimilate.model.operator;
