package org.fluxwatch.contract.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// A test of what holds for any values: tried on all edges of its parameters, then on values drawn by a generator
/// of fixed seed, so that a case that failed fails again; its name and its failure show the values. A parameter is a
/// number with a [Range], an enum, or a `long` without a range: the seed of what the test draws itself.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ExtendWith(LawFailure.class)
@ArgumentsSource(LawCases.class)
public @interface Law {
    /// Cases drawn, beside the edges.
    int tries() default 300;
}
