/// What a satellite would see of the model. Start at [ColumnOperator].
package org.fluxwatch.assimilate.operator;
