package org.fluxwatch.contract.netcdf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A file that a reader process has open, as it was when it was opened. What it says of itself is kept; values are not.
final class ReaderFile implements GridFile {
    private final Readers readers;
    private final FileVersion version;
    private final List<String> variables;
    private final Map<String, ReaderVariable> described = new ConcurrentHashMap<>();
    private volatile @Nullable Attributes attributes;

    ReaderFile(Readers readers, FileVersion version, List<String> variables) {
        this.readers = readers;
        this.version = version;
        this.variables = List.copyOf(variables);
    }

    @Override
    public Path path() {
        return version.path();
    }

    @Override
    public List<String> variables() {
        return variables;
    }

    @Override
    public GridVariable variable(String name) {
        final String known = variables.contains(name) ? name : GridFile.flattened(name);
        if (!variables.contains(known))
            throw new InputException(path() + ": has no variable " + name + ", but " + String.join(", ", variables));
        return described.computeIfAbsent(known, this::describe);
    }

    private ReaderVariable describe(String name) {
        return ask(new ReaderRequest.Describe(name), in -> ReaderVariable.described(this, name, in));
    }

    <T> T ask(ReaderRequest request, ReaderProcess.Reply<T> reply) {
        return readers.ask(version, request, reply);
    }

    private Attributes attributes() {
        if (attributes == null) attributes = ask(new ReaderRequest.Global(), ReaderWire::attributes);
        return attributes;
    }

    @Override
    public Optional<String> text(String attribute) {
        return attributes().text(attribute);
    }

    @Override
    public Optional<double[]> numbers(String attribute) {
        return attributes().numbers(attribute);
    }

    @Override
    public void close() {
        readers.close(version);
    }
}
