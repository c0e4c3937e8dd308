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

    /// Takes a state.
    interface Writer {
        void array(StateArray array);

        /// Takes what a state has more or less of from day to day and what does not change once it is there: it costs
        /// nothing to keep. What is not given any more is forgotten.
        ///
        /// @param name in keys and files: letters, digits, dashes
        void kept(String name, byte[] content);
    }

    /// Gives back what a [Writer] took.
    interface Reader {
        /// Fills the array's values. Padding is left as it is.
        ///
        /// @throws IllegalStateException when it is not there, or has another length
        void fill(StateArray array);

        /// All that was kept, by name.
        SortedMap<String, byte[]> kept();
    }
}
