package org.fluxwatch.contract.archive;

import org.fluxwatch.contract.text.Printable;

/// A record of the catalogue that cannot be used. The others of its answer can.
///
/// @param name what it calls itself, as far as it says
/// @param detail what is wrong and what was expected, one line
public record RefusedRecord(String name, Flaw flaw, String detail) {
    private static final int LONGEST_NAME = 200;

    /// What is wrong with a record.
    public enum Flaw {
        /// Of another form than the catalogue's schema has, or without what it must have.
        FORM("form"),
        /// A file name that no file should have.
        NAME("name"),
        /// No download that can be asked for.
        ADDRESS("address"),
        /// No way to it but the archive's own cloud.
        DIRECT_ACCESS("direct-access"),
        REVISION("revision"),
        DATE("date"),
        SIZE("size"),
        CHECKSUM("checksum");

        private final String label;

        Flaw(String label) {
            this.label = label;
        }

        /// As metrics have it.
        public String label() {
            return label;
        }
    }

    public RefusedRecord {
        name = Printable.line(name, LONGEST_NAME);
        detail = Printable.line(detail);
    }

    @Override
    public String toString() {
        return name + ": " + detail;
    }
}
