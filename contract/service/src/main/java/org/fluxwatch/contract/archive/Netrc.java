package org.fluxwatch.contract.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;

/// Names and passwords by machine, as in `.netrc`:
/// ```
/// machine urs.earthdata.nasa.gov login NAME password SECRET
/// default login anonymous password guest                    for any other machine
/// macdef init ...                                           a macro, up to a blank line; not used
/// # a comment
/// ```
/// Words may stand on one line or on several, and in double quotes.
final class Netrc {
    /// @param machine in lower case; empty: any other
    private record Entry(String machine, String user, String password) {}

    private final List<Entry> entries;
    private final String file;

    private Netrc(List<Entry> entries, String file) {
        this.entries = entries;
        this.file = file;
    }

    /// @param file named in messages, which never have any word of the text
    static Netrc parse(String text, String file) throws ArchiveException {
        final List<Entry> entries = new ArrayList<>();
        final NetrcWords words = new NetrcWords(text);
        @Nullable String machine = null;
        String user = "";
        String password = "";
        for (Optional<String> word = words.next(); word.isPresent(); word = words.next()) {
            switch (word.get()) {
                case "machine", "default" -> {
                    if (machine != null) entries.add(new Entry(machine, user, password));
                    machine = word.get().equals("default")
                            ? ""
                            : value(words, file).toLowerCase(Locale.ROOT);
                    user = "";
                    password = "";
                }
                case "login" -> user = value(words, file);
                case "password" -> password = value(words, file);
                case "account" -> value(words, file);
                case "macdef" -> words.skipMacro();
                default -> {
                    if (!word.get().startsWith("#"))
                        throw unusable(file + ", line " + words.line()
                                + ": has a word that is none of machine, default, login, password, account, macdef;"
                                + " one with a blank in it must stand in double quotes");
                    words.skipLine();
                }
            }
        }
        if (machine != null) entries.add(new Entry(machine, user, password));
        return new Netrc(entries, file);
    }

    private static String value(NetrcWords words, String file) throws ArchiveException {
        final long line = words.line();
        return words.next().orElseThrow(() -> unusable(file + ", line " + line + ": ends without the value"));
    }

    private static ArchiveException unusable(String what) {
        return new ArchiveException(Reason.REFUSED, what, null);
    }

    /// That of a machine, or else the default.
    Optional<UserAndPassword> of(String host) throws ArchiveException {
        for (String machine : List.of(host.toLowerCase(Locale.ROOT), ""))
            for (Entry entry : entries) {
                if (!entry.machine().equals(machine)) continue;
                final String from = (machine.isEmpty() ? "default" : "machine " + machine) + " of " + file;
                try {
                    return Optional.of(new UserAndPassword(entry.user(), entry.password(), from));
                } catch (IllegalArgumentException e) {
                    throw unusable(Messages.of(e));
                }
            }
        return Optional.empty();
    }
}
