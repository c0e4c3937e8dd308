package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A download as far as it has come, `<name>.part`. Beside it lies in `<name>.part.of` what the archive calls these
/// very bytes (ETag, or the date of their last change), so that one that broke off can be gone on with, also by a later
/// run. Without that it begins anew.
final class PartFile {
    private final Path file;
    private final Path label;
    private Optional<Writer> writer = Optional.empty();

    PartFile(Path folder, String name) {
        file = folder.resolve(name + ".part");
        label = folder.resolve(name + ".part.of");
    }

    Path file() {
        return file;
    }

    long bytes() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// What asks for the rest, or for all if the archive's file is another by now; empty: for all.
    Map<String, String> range() throws IOException {
        abandonWriter(); // an answer given up must not write between
        try {
            final long bytes = bytes();
            return bytes == 0 || !Files.exists(label)
                    ? Map.of()
                    : Map.of("Range", "bytes=" + bytes + "-", "If-Range", Files.readString(label));
        } catch (IOException e) {
            throw new DiskException(file, e);
        }
    }

    /// Writes a body that is the file (200) or its rest (206); leaves any other.
    ///
    /// @param most bytes of the file that are written
    BodySubscriber<Path> receive(ResponseInfo info, long most) {
        try {
            return switch (info.statusCode()) {
                case 200 -> {
                    discard();
                    final Optional<String> name = nameOfBytes(info.headers());
                    if (name.isPresent()) Files.writeString(label, name.get());
                    yield new BoundedBody<>(write(StandardOpenOption.TRUNCATE_EXISTING), most);
                }
                case 206 -> {
                    final String range =
                            info.headers().firstValue("Content-Range").orElse("");
                    final long bytes = bytes();
                    if (!range.startsWith("bytes " + bytes + "-")) {
                        discard();
                        throw new IOException("sends '" + range + "', expected the bytes from " + bytes + " on");
                    }
                    final Optional<String> name = nameOfBytes(info.headers());
                    // a server may heed the range and not its condition
                    if (name.isPresent() && !name.get().equals(Files.readString(label))) {
                        discard();
                        throw new IOException("sends the rest of another file than the one that had come in part");
                    }
                    yield new BoundedBody<>(write(StandardOpenOption.APPEND), most - bytes);
                }
                default -> BodySubscribers.replacing(null);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A weak ETag does not speak for every byte; one that no header can carry cannot be sent back.
    private static Optional<String> nameOfBytes(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> headers.firstValue("Last-Modified"))
                .filter(name -> name.matches("[\\x20-\\x7e]{1,1000}"));
    }

    private Writer write(StandardOpenOption how) throws IOException {
        abandonWriter();
        try {
            final Writer next =
                    new Writer(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how));
            writer = Optional.of(next);
            return next;
        } catch (IOException e) {
            throw new DiskException(file, e);
        }
    }

    private void abandonWriter() {
        writer.ifPresent(Writer::close);
        writer = Optional.empty();
    }

    /// Lets the next attempt begin anew; what is there stays to be looked at.
    void forget() throws IOException {
        Files.deleteIfExists(label);
    }

    void discard() throws IOException {
        abandonWriter();
        try {
            Files.deleteIfExists(label);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DiskException(file, e);
        }
    }

    /// Gives it its name, once it is on the disk.
    Path settle(Path whole) throws IOException {
        abandonWriter();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(file, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(label);
        return whole;
    }

    private static final class Writer implements BodySubscriber<Path> {
        private final Path file;
        private final FileChannel channel;
        private final CompletableFuture<Path> body = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Writer(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        private Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription, "a body came before its subscription");
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            try {
                for (ByteBuffer buffer : buffers) while (buffer.hasRemaining()) channel.write(buffer);
                subscription().request(1);
            } catch (IOException e) {
                subscription().cancel();
                body.completeExceptionally(new DiskException(file, e));
                close();
            }
        }

        @Override
        public void onError(Throwable trouble) {
            body.completeExceptionally(trouble);
            close();
        }

        @Override
        public void onComplete() {
            try {
                channel.close();
                body.complete(file);
            } catch (IOException e) {
                body.completeExceptionally(new DiskException(file, e));
            }
        }

        @Override
        public CompletionStage<Path> getBody() {
            return body;
        }

        /// What was written is there; what could not be is told through [#getBody].
        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                body.completeExceptionally(new DiskException(file, e));
            }
        }
    }
}
