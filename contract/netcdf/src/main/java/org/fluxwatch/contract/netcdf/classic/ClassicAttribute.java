package org.fluxwatch.contract.netcdf.classic;

/// What a file says of itself or of a variable.
public sealed interface ClassicAttribute {
    String name();

    record Text(String name, String text) implements ClassicAttribute {}

    record Numbers(String name, ClassicValues values) implements ClassicAttribute {}

    static ClassicAttribute of(String name, String text) {
        return new Text(name, text);
    }

    static ClassicAttribute of(String name, double number) {
        return new Numbers(name, new ClassicValues.Doubles(number));
    }

    static ClassicAttribute of(String name, int number) {
        return new Numbers(name, new ClassicValues.Ints(number));
    }
}
