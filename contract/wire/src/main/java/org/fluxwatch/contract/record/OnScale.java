package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A component that says on which scale a record's CO2 is. It is left out where that is X2007, as it was on before
/// scales were told: such records are the same as ever, and one without it is read so.
@JacksonAnnotationsInside
@JacksonInject(value = OnScale.ABSENT, useInput = OptBoolean.TRUE)
@JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = OnScale.Untold.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.METHOD, ElementType.FIELD})
public @interface OnScale {
    /// What a mapper injects where it is left out.
    String ABSENT = "co2-scale-untold";

    /// The first schema whose records may be on another scale than X2007.
    int SCHEMA = 7;

    /// Jackson asks it for equality with what is left out.
    final class Untold {
        @Override
        public boolean equals(Object other) {
            return other == Co2Scale.X2007;
        }

        @Override
        public int hashCode() {
            return Co2Scale.X2007.hashCode();
        }
    }
}
