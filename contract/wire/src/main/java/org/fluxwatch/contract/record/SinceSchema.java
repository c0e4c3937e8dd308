package org.fluxwatch.contract.record;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The schema that first had this kind of record as it is now; without it, the first. A program that reads only older
/// schemas is told so before it tries.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SinceSchema {
    int value();
}
