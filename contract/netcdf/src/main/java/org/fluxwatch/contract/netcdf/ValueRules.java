package org.fluxwatch.contract.netcdf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a variable's attributes say of its stored values, by CF (1.11, sections 2.2, 2.5.1 and 8.1) and the attribute
/// conventions of the NetCDF Users' Guide (NUG):
/// ```
/// value = stored * scale_factor + add_offset    in double precision; NaN where stored is missing
/// ```
/// - **Missing** is `_FillValue`, each `missing_value`, what lies outside `valid_range`, `valid_min` and `valid_max`
/// (all
///   that are there hold, though NUG wants one or the other), NaN, and what is beyond 9e35 either way (the fills of
///   netCDF and I/O API). Of integers of 2 bytes or more without a `_FillValue` netCDF's own fill is, too, unless
///   `_Unsigned` makes a number of it. NUG's guess of a valid range from `_FillValue` is not made.
/// - All of them are compared with what is **stored**, as CF wants. But a valid range that has the floating type of
///   `scale_factor` or `add_offset`, the wider one, and is wider than what is stored, is one of unpacked values, as
///   Unidata reads files from before that rule.
/// - Where stored values or an attribute are in single precision, they are compared in single precision.
/// - `_Unsigned`, "true" or "false", goes before the stored type, and holds for these attributes as well: a fill of -1
/// in
///   2 bytes is 65535. Without it integers are also unsigned where their valid range says so (CF 2.2): from 0 or
///   more to an integer that is too great for the signed type.
///
/// An attribute of these names in any other form, such as a number as text, makes the variable unusable.
final class ValueRules {
    private final GridVariable variable;
    private final List<ValueAttribute> fills;
    private final boolean hasFill;
    private final Optional<ValueAttribute> range;
    private final Optional<ValueAttribute> least;
    private final Optional<ValueAttribute> greatest;
    private final double scale;
    private final double offset;
    private final AttributeType unpackedType;
    private final Optional<Boolean> unsigned;

    /// @throws InputException when one of the attributes has not the form that conventions give it
    ValueRules(GridVariable variable) {
        this.variable = variable;
        final Optional<ValueAttribute> fill = ValueAttribute.one(variable, "_FillValue");
        hasFill = fill.isPresent();
        fills = Stream.of(fill, ValueAttribute.several(variable, "missing_value"))
                .flatMap(Optional::stream)
                .toList();
        range = ValueAttribute.two(variable, "valid_range");
        least = ValueAttribute.one(variable, "valid_min");
        greatest = ValueAttribute.one(variable, "valid_max");
        final Optional<ValueAttribute> factor = ValueAttribute.one(variable, "scale_factor");
        final Optional<ValueAttribute> added = ValueAttribute.one(variable, "add_offset");
        scale = factor.map(ValueAttribute::first).orElse(1.0);
        offset = added.map(ValueAttribute::first).orElse(0.0);
        if (scale == 0 || !Double.isFinite(scale)) throw wrong("scale_factor", scale, "a factor other than 0");
        if (!Double.isFinite(offset)) throw wrong("add_offset", offset, "a number");
        unpackedType = Stream.of(factor, added)
                .flatMap(Optional::stream)
                .map(ValueAttribute::type)
                .max(AttributeType::compareTo)
                .orElse(AttributeType.NONE);
        unsigned = unsigned(variable);
    }

    private InputException wrong(String attribute, Object value, String expected) {
        return ValueAttribute.wrong(variable, attribute, value, expected);
    }

    private static Optional<Boolean> unsigned(GridVariable variable) {
        final String name = "_Unsigned";
        if (variable.type(name) == AttributeType.NONE) return Optional.empty();
        final String text = variable.text(name).orElse("");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw ValueAttribute.wrong(variable, name, text, "the text true or false");
        };
    }

    double[] doubles(GridVariable.Raw raw) {
        final StoredType type = type(raw);
        final ValidValues stored = stored(type);
        final ValidValues unpacked = unpacked(type);
        final double[] values = type.wide(raw.values());
        for (int i = 0; i < values.length; i++) {
            final double value = values[i] * scale + offset;
            values[i] = stored.has(values[i]) && unpacked.has(value) ? value : Double.NaN;
        }
        return values;
    }

    float[] floats(GridVariable.Raw raw) {
        if (raw.values() instanceof float[] values && !isPacked()) {
            stored(type(raw)).blank(values);
            return values;
        }
        final double[] wide = doubles(raw);
        final float[] values = new float[wide.length];
        for (int i = 0; i < values.length; i++) values[i] = (float) wide[i];
        return values;
    }

    /// Integers as they are stored, unsigned ones of 64 bits as their bits.
    long[] integers(GridVariable.Raw raw, long forMissing) {
        final StoredType type = type(raw);
        if (!type.isInteger()) throw variable.wrong("is of type " + name(raw) + ", expected integers");
        if (isPacked()) throw variable.wrong("has scale_factor or add_offset, expected integers as they stand");
        final ValidValues stored = stored(type);
        final double[] wide = type.wide(raw.values());
        final long[] values = type.whole(raw.values());
        for (int i = 0; i < values.length; i++) if (!stored.has(wide[i])) values[i] = forMissing;
        return values;
    }

    private static String name(GridVariable.Raw raw) {
        return raw.values().getClass().componentType().getSimpleName();
    }

    private boolean isPacked() {
        return scale != 1 || offset != 0;
    }

    private StoredType type(GridVariable.Raw raw) {
        final StoredType type = StoredType.of(variable, raw);
        return type.isInteger() && unsigned.orElse(type.unsigned() || isUnsignedByRange(type))
                ? type.asUnsigned(true)
                : type.asUnsigned(false);
    }

    private boolean isUnsignedByRange(StoredType type) {
        final double low = range.or(() -> least).map(ValueAttribute::first).orElse(0.0);
        return low >= 0
                && range.or(() -> greatest)
                        .filter(bound -> bound.type() == AttributeType.WHOLE)
                        .filter(bound -> !type.holds(bound.last())
                                && type.asUnsigned(true).holds(bound.last()))
                        .isPresent();
    }

    private boolean isUnpacked(ValueAttribute bound, StoredType type) {
        return isPacked()
                && bound.type() == unpackedType
                && (bound.type() == AttributeType.DOUBLE && !type.isDouble()
                        || bound.type() == AttributeType.SINGLE && type.isInteger());
    }

    private ValidValues stored(StoredType type) {
        ValidValues valid = ValidValues.ALL;
        for (ValueAttribute bound : bounds(type, false))
            valid = valid.within(low(bound, type, 0), high(bound, type, 0));
        requireAny(valid);
        for (ValueAttribute fill : fills) for (double value : fill.values()) valid = without(valid, fill, value, type);
        return !hasFill && unsigned.isEmpty()
                ? type.netcdfFill().map(valid::without).orElse(valid)
                : valid;
    }

    /// Packed values miss a bound by half a step.
    private ValidValues unpacked(StoredType type) {
        ValidValues valid = ValidValues.ANYTHING;
        final double rounding = 0.5 * Math.abs(scale);
        for (ValueAttribute bound : bounds(type, true))
            valid = valid.within(low(bound, type, rounding), high(bound, type, rounding));
        requireAny(valid);
        return valid;
    }

    private List<ValueAttribute> bounds(StoredType type, boolean unpacked) {
        return Stream.of(range, least, greatest)
                .flatMap(Optional::stream)
                .filter(bound -> isUnpacked(bound, type) == unpacked)
                .toList();
    }

    private double low(ValueAttribute bound, StoredType type, double rounding) {
        if (greatest.filter(bound::equals).isPresent()) return Double.NEGATIVE_INFINITY;
        return bound(bound, bound.first(), type, -1, rounding);
    }

    private double high(ValueAttribute bound, StoredType type, double rounding) {
        if (least.filter(bound::equals).isPresent()) return Double.POSITIVE_INFINITY;
        return bound(bound, bound.last(), type, 1, rounding);
    }

    /// @param outwards -1 of a lower bound, 1 of an upper one
    private double bound(ValueAttribute bound, double value, StoredType type, int outwards, double rounding) {
        if (Double.isNaN(value)) throw wrong(bound.name(), Arrays.toString(bound.values()), "numbers");
        if (rounding != 0) return value + outwards * rounding;
        if (type.isInteger())
            return unsigned.isPresent() && bound.type() == AttributeType.WHOLE ? type.wrapped(value) : value;
        if (type.isSingle()) return (float) value;
        return bound.type() == AttributeType.SINGLE ? value + outwards * 0.5 * Math.ulp((float) value) : value;
    }

    private void requireAny(ValidValues valid) {
        if (!(valid.low() <= valid.high()))
            throw variable.wrong("has by valid_range, valid_min and valid_max valid values from " + valid.low() + " to "
                    + valid.high() + ", expected a range that holds any");
    }

    private ValidValues without(ValidValues valid, ValueAttribute fill, double value, StoredType type) {
        if (Double.isNaN(value)) return valid;
        if (type.isInteger()) {
            final double wrapped = type.wrapped(value);
            if (!type.holds(wrapped)) throw wrong(fill.name(), value, "a value that is stored, " + type);
            return fill.type() == AttributeType.SINGLE ? valid.withoutRough((float) wrapped) : valid.without(wrapped);
        }
        if (type.isSingle()) return valid.without((float) value);
        return fill.type() == AttributeType.SINGLE ? valid.withoutRough((float) value) : valid.without(value);
    }
}
