package org.fluxwatch.ingest;

import java.io.IOException;
import org.apache.kafka.common.errors.InterruptException;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.ingest.FailureAnswer.Doubtful;
import org.fluxwatch.ingest.FailureAnswer.PutAside;
import org.fluxwatch.ingest.FailureAnswer.Reason;
import org.fluxwatch.ingest.FailureAnswer.Wait;
import org.fluxwatch.ingest.lite.LiteException;
import org.fluxwatch.ingest.outbound.FatalKafkaException;
import org.fluxwatch.ingest.outbound.RefusedRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every answer of the stage to whatever one item makes the program throw. No item ends the stage, and none stops those
/// behind it.
///
/// | thrown | answer |
/// |---|---|
/// | an interrupt, or anything while the thread is interrupted | passed on: the stage stops |
/// | Kafka lets this ingest publish no more | passed on: the stage stops as failed |
/// | a folder of ours cannot be written | passed on: the look ends, the next one goes on |
/// | the disk fails a download | the look ends, the next one goes on |
/// | the archive refuses one file, is not reached or makes no sense; a file of a folder cannot be read | doubtful |
/// | one file that cannot be had, such as one that breaks off or leads nowhere | put aside, `not-fetched` |
/// | a file that cannot be read as a Lite file | put aside, `damaged` |
/// | values that a record refuses | put aside, `impossible-record` |
/// | a record that Kafka or our own reader would refuse | put aside, `refused-record` |
/// | any other exception or error, memory and stack included | put aside, `fault` |
///
/// Waiting for Kafka is no failure of an item; [Publication] does that.
final class FailureAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    private FailureAnswers() {}

    /// @param item named in the log
    /// @param source where the item is from
    static FailureAnswer of(Throwable failure, String item, GranuleSource source) throws InterruptedException {
        passOn(failure);
        return switch (failure) {
            case ArchiveException archive -> ofArchive(archive, source);
            case LiteException unreadable ->
                new PutAside(Reason.DAMAGED, Messages.of(unreadable).replace(item + ": ", ""));
            case RefusedRecordException refused -> new PutAside(Reason.REFUSED_RECORD, Messages.of(refused));
            case IOException disk ->
                ofArchive(
                        new ArchiveException(
                                ArchiveException.Reason.DISK,
                                item + " cannot be read: " + FileTrouble.reason(disk),
                                disk),
                        source);
            case IllegalArgumentException impossible -> {
                LOG.error("{} makes impossible records", item, impossible);
                yield new PutAside(Reason.IMPOSSIBLE_RECORD, "makes an impossible record: " + impossible.getMessage());
            }
            default -> fault(failure, item);
        };
    }

    /// The same for what comes from no file, such as a retraction.
    static PutAside fault(Throwable failure, String item) throws InterruptedException {
        passOn(failure);
        // a stack overflow prints a thousand lines of the same
        if (failure instanceof VirtualMachineError)
            LOG.error("{} makes the program fail: {}", item, failure.toString());
        else LOG.error("{} makes the program fail", item, failure);
        return new PutAside(Reason.FAULT, "makes the program fail: " + failure);
    }

    /// Throws what is not for an item to answer; returns with anything else.
    static void passOn(Throwable failure) throws InterruptedException {
        switch (failure) {
            case InterruptedException interrupt -> throw interrupt;
            case InterruptException interrupt -> throw interrupt;
            case FatalKafkaException fatal -> throw fatal;
            case OwnDiskException disk -> throw disk;
            // an interrupt closes files under their readers, which then say what they like
            default -> {
                if (Thread.interrupted()) throw new InterruptedException(failure.toString());
            }
        }
    }

    private static FailureAnswer ofArchive(ArchiveException trouble, GranuleSource source) {
        return switch (trouble.reason()) {
            case UNREACHABLE, BUSY, REFUSED, UNUSABLE_ANSWER -> new Doubtful(trouble);
            case FILE -> new PutAside(Reason.NOT_FETCHED, Messages.of(trouble));
            case DISK ->
                switch (source) {
                    case GranuleSource.LocalFile local -> new Doubtful(trouble);
                    case GranuleSource.Remote remote -> new Wait(trouble);
                };
        };
    }
}
