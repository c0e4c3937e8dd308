package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.publish.signature.FileSignature;
import org.fluxwatch.publish.signature.PublicKeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Whether product files are as they were signed.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Look whether product files are as they were signed, by the .sig file beside each (publish.signing-key).",
            "Exits with 1 when any is not."
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE")
    private List<Path> files;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The public key, Ed25519 in PEM, such as `openssl pkey -pubout` writes.")
    private Path keyFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.to(Level.WARN, null);
        final PublicKey key = PublicKeyFile.read("--key", keyFile);
        final PrintWriter out = spec.commandLine().getOut();
        boolean allGood = true;
        for (Path file : files) {
            final String trouble = trouble(file, key);
            allGood &= trouble.isEmpty();
            out.println(file + (trouble.isEmpty() ? ": good" : ": " + trouble));
        }
        out.flush();
        return allGood ? 0 : 1;
    }

    /// Empty when the file is good.
    private static String trouble(Path file, PublicKey key) {
        try {
            return switch (FileSignature.verify(file, key)) {
                case FileSignature.Verdict.Good _ -> "";
                case FileSignature.Verdict.Bad(var why) -> why;
            };
        } catch (IOException e) {
            return "cannot be read: " + FileTrouble.reason(e);
        }
    }
}
