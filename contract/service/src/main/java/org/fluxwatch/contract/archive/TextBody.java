package org.fluxwatch.contract.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// The text of an answer, bounded; some servers compress it without being asked.
final class TextBody {
    /// 500 granules have about 4 MB.
    private static final int MOST_BYTES = 32 << 20;

    private TextBody() {}

    static BodySubscriber<String> receive(ResponseInfo info) {
        return BodySubscribers.mapping(
                new BoundedBody<>(BodySubscribers.ofByteArray(), MOST_BYTES), bytes -> text(bytes, info.headers()));
    }

    /// What answers have said that are no file, the last of them.
    static final class Told {
        private volatile String text = "";

        /// Hears the text of an answer, which has no other body.
        <T> BodySubscriber<T> hear(ResponseInfo info) {
            return BodySubscribers.mapping(receive(info), said -> {
                text = said;
                return null;
            });
        }

        RefusalBody body() {
            return new RefusalBody(text);
        }
    }

    private static String text(byte[] bytes, HttpHeaders headers) {
        final String encoding = headers.firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("gzip")) return new String(bytes, StandardCharsets.UTF_8);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            final byte[] text = in.readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) throw new LongBodyException(MOST_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
