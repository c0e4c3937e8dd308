package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.util.List;

/// A part of the program that takes input from outside.
interface Target extends AutoCloseable {
    /// Sound inputs that the changed ones are made of.
    List<byte[]> seeds() throws IOException;

    /// Words that its inputs consist of, so that changes need not spell them by chance.
    default List<String> words() {
        return List.of();
    }

    /// Hands over an input and holds what comes out against what can be.
    ///
    /// @return the kind of outcome, the same for inputs that are alike to the part
    /// @throws Impossible when something was accepted that cannot be; whatever else is thrown is a find too
    String take(byte[] input) throws Exception;

    @Override
    default void close() {}
}
