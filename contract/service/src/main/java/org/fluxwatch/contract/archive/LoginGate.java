package org.fluxwatch.contract.archive;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets one download at a time log in. The others wait, and then find the session's cookie: the login refuses clients
/// that log in for each file. A password that was not taken is not sent again for an hour unless it has changed, since
/// an account with many wrong ones is locked.
final class LoginGate {
    static final Duration REST = Duration.ofHours(1);

    private record Refused(UserAndPassword credentials, Instant until, Function<URI, ArchiveException> trouble) {}

    private final LoginSource source;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong logins =
            new AtomicLong(); // read without the lock, so that nobody waits who need not log in
    private Optional<Refused> refused = Optional.empty(); // guarded by the lock

    LoginGate(LoginSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /// Of one request with all its redirects.
    Turn turn() {
        return new Turn();
    }

    /// Belongs to one thread.
    final class Turn implements AutoCloseable {
        private long seen = logins.get();
        private @Nullable UserAndPassword credentials;
        private boolean over;

        /// Waits until it may log in.
        ///
        /// @param file asked for
        /// @return false: another has logged in meanwhile, so that its cookie may do
        /// @throws ArchiveException when there is nothing to log in with, or it has been refused
        boolean begin(URI file) throws ArchiveException, InterruptedException {
            if (!lock.isHeldByCurrentThread()) lock.lockInterruptibly();
            if (logins.get() != seen) {
                seen = logins.get();
                lock.unlock();
                return false;
            }
            final UserAndPassword found = source.value().orElse(null);
            final Refused before = refused.orElse(null);
            if (before != null
                    && before.credentials().equals(found)
                    && clock.instant().isBefore(before.until())) {
                final ArchiveException trouble = before.trouble().apply(file);
                throw new ArchiveException(
                        trouble.reason(),
                        trouble.getMessage() + " (not sent again before " + before.until() + ")",
                        null);
            }
            credentials = found;
            return true;
        }

        /// With what it logs in; empty: nothing, or it has no turn.
        Optional<UserAndPassword> credentials() {
            return Optional.ofNullable(credentials);
        }

        /// Whether this request has logged in already.
        boolean isOver() {
            return over;
        }

        /// The archive has let us in.
        void succeed() {
            if (credentials == null) return;
            credentials = null;
            over = true;
            refused = Optional.empty();
            logins.incrementAndGet();
            close();
        }

        /// The login does not know these credentials.
        ///
        /// @param trouble of a file
        void fail(Function<URI, ArchiveException> trouble) {
            if (credentials != null)
                refused = Optional.of(new Refused(credentials, clock.instant().plus(REST), trouble));
        }

        @Override
        public void close() {
            if (lock.isHeldByCurrentThread()) lock.unlock();
        }
    }
}
