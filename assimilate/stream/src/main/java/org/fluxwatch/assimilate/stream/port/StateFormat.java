package org.fluxwatch.assimilate.stream.port;

import java.time.LocalDate;
import java.util.SortedMap;
import org.fluxwatch.contract.record.AssimilationSystem;

/// How a system's state is written and read, whatever it is kept in.
public interface StateFormat<S extends SystemState> {
    /// Whose state it is. That of another system is refused.
    AssimilationSystem system();

    /// What lengths and meaning of the arrays follow from, by name: texts and whole numbers. A state of another shape
    /// is refused.
    SortedMap<String, Object> shape();

    void write(S state, Writer out);

    S read(LocalDate nextDay, Reader in);

    /// Takes the arrays of a state. What it is not given stays as it was.
    interface Writer {
        void array(StateArray array);
    }

    /// Gives back what a [Writer] took.
    interface Reader {
        /// Fills the array's values. Padding is left as it is.
        ///
        /// @throws IllegalStateException when it is not there, or has another length
        void fill(StateArray array);
    }
}
