package org.fluxwatch.contract.netcdf;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;

/// A variable of a file that a reader process has open.
final class ReaderVariable extends GridVariable {
    private final ReaderFile owner;
    private final Attributes attributes;

    private ReaderVariable(ReaderFile file, String name, List<String> dimensions, int[] shape, Attributes attributes) {
        super(file, name, dimensions, shape);
        this.owner = file;
        this.attributes = attributes;
    }

    static ReaderVariable described(ReaderFile file, String name, DataInputStream in) throws IOException {
        return new ReaderVariable(file, name, ReaderWire.texts(in), ReaderWire.lengths(in), ReaderWire.attributes(in));
    }

    @Override
    Raw raw(int[] origin, int[] window) {
        final int size = size(window);
        final long most = Runtime.getRuntime().maxMemory() / 2;
        if ((long) Double.BYTES * size > most)
            throw wrong("has " + size + " values to be read at once, expected at most " + most / Double.BYTES
                    + ": half of the memory (-Xmx)");
        return owner.ask(new ReaderRequest.Values(name(), origin, window), in -> ReaderWire.values(in, size));
    }

    @Override
    Attributes attributes() {
        return attributes;
    }

    @Override
    public List<String> texts() {
        return owner.ask(new ReaderRequest.Texts(name()), ReaderWire::texts);
    }
}
