package org.fluxwatch.contract.archive;

import java.net.URI;
import java.net.http.HttpResponse;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;

/// Whether the archive lets us in, tried with the first bytes of a file.
///
/// @param worked whether they came
/// @param words one line: with which credentials, and if they did not do, what to do about it
public record LoginTrial(boolean worked, String words) {
    private static final int BYTES = 64;

    /// @param file address of one of the archive's files
    public static LoginTrial of(EarthdataSession session, URI file) throws InterruptedException {
        try {
            final HttpResponse<byte[]> head = session.getHead(file, BYTES);
            if (head.statusCode() != 200 && head.statusCode() != 206)
                throw new ArchiveException(
                        Reason.FILE, Address.print(file) + " answers " + head.statusCode() + ", expected 206", null);
            if (!Hdf5Signature.isAt(head.body())) throw session.refusals().page(file, new RefusalBody(""), 1);
            return new LoginTrial(
                    true,
                    "works, with " + session.credentials() + ": the first bytes of " + Address.print(file) + " came");
        } catch (ArchiveException e) {
            return new LoginTrial(false, "does not work: " + Messages.of(e));
        }
    }
}
