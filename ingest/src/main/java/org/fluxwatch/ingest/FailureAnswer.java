package org.fluxwatch.ingest;

import org.fluxwatch.contract.archive.ArchiveException;

/// What is done about a failure that came up with one item; [FailureAnswers] says which.
public sealed interface FailureAnswer {
    /// The item is at fault: it is put aside, and the next one is taken.
    ///
    /// @param detail one line, cut at 500 characters
    record PutAside(Reason reason, String detail) implements FailureAnswer {
        private static final int LONGEST_DETAIL = 500;

        public PutAside {
            final String line = detail.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
            detail = line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + " ...";
        }
    }

    /// The item's fault or that of all its kind: whether another one can be had will tell.
    record Doubtful(ArchiveException trouble) implements FailureAnswer {}

    /// Something outside lacks: the look ends, and the next one goes on here.
    record Wait(ArchiveException trouble) implements FailureAnswer {}

    /// Why something is put aside.
    enum Reason {
        /// By its name there can be no such granule.
        IMPOSSIBLE_NAME("impossible-name", false),
        /// Its day or its production is still to come, by this machine's clock.
        FUTURE("future", true),
        /// The file cannot be had, or not whole.
        NOT_FETCHED("not-fetched", true),
        /// The file is damaged.
        DAMAGED("damaged", false),
        /// The file lacks variables.
        MISSING_VARIABLES("missing-variables", false),
        /// The file holds something else than its name says.
        OTHER_CONTENT("other-content", false),
        /// Its values make no records.
        IMPOSSIBLE_RECORD("impossible-record", false),
        /// Kafka does not take a record of it.
        REFUSED_RECORD("refused-record", false),
        /// The program failed in a way that nobody had foreseen, memory and stack included.
        FAULT("fault", true);

        private final String label;
        private final boolean mayPass;

        Reason(String label, boolean mayPass) {
            this.label = label;
            this.mayPass = mayPass;
        }

        /// The metric label.
        public String label() {
            return label;
        }

        /// Whether trying the same again may help.
        boolean mayPass() {
            return mayPass;
        }
    }
}
