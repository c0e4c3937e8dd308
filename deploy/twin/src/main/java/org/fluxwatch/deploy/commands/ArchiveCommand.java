package org.fluxwatch.deploy.commands;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fluxwatch.deploy.cli.Logs;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;
import org.fluxwatch.deploy.twin.archive.Faults;
import org.fluxwatch.deploy.twin.archive.Hostility;
import org.fluxwatch.deploy.twin.archive.ServedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A stand-in for NASA's archive.
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = {
            "Serve a folder of Lite files on this machine as NASA's archive would: CMR's catalogue, GES DISC's downloads,",
            "Earthdata's login. For tests of what reads from there, with faults on demand; nothing is written into the",
            "folder, but the files that --twin asks for. New, changed and deleted files are seen within a second."
        })
final class ArchiveCommand implements Callable<Integer> {
    private static final int LOOK_MILLIS = 1000;
    private static final int REFUSED = 429;
    private static final int RETRY_AFTER_SECONDS = 1;

    @Option(names = "--files", paramLabel = "DIR", required = true, description = "Folder of Lite files, and below.")
    private Path files;

    @Option(names = "--port", defaultValue = "0", description = "Port on 127.0.0.1; 0, the default: any free one.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Listen at all addresses of this machine, which others reach by this name: for containers.")
    private String host;

    @Option(
            names = "--twin",
            paramLabel = "DAYS",
            description = "First make the files of so many days of the demo's world, where they are not there yet.")
    private Integer twinDays;

    @Option(names = "--token", description = "Bearer token that lets in; without it and --user anybody is let in.")
    private String token;

    @Option(names = "--user", paramLabel = "NAME:PASSWORD", description = "Who is let in by the login.")
    private String user;

    @Option(
            names = "--fault",
            paramLabel = "KIND=N",
            description =
                    "What happens to each N-th download, may be given several times: login-page, truncated, stalled,"
                            + " shorter, longer, elsewhere (by a signed address); or refused: each N-th request of any kind is"
                            + " answered with 429.")
    private Map<String, Integer> faults = new TreeMap<>();

    @Option(
            names = "--catalogue",
            paramLabel = "HOW",
            description = "How the catalogue misbehaves all the time: ${COMPLETION-CANDIDATES}.")
    private Hostility catalogue;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.to(Level.ERROR, null);
        if (twinDays != null) makeFiles();
        if (!Files.isDirectory(files))
            throw new ParameterException(spec.commandLine(), "--files is " + files + ", expected a folder");
        final InstantSource clock = InstantSource.system();
        try (ArchiveServer archive = ArchiveServer.ofFiles(files, port, access(), Optional.ofNullable(host), clock)) {
            faults.forEach((kind, each) -> arrange(archive.faults(), kind, each));
            if (catalogue != null) archive.faults().misbehave(catalogue);
            final ServedFiles served = new ServedFiles(files, archive, clock);
            int before = served.look();
            System.out.printf(
                    Locale.ROOT,
                    "%d granules of %s; settings: archive: {kind: http, cmr-url: '%s', login-url: '%s', products: [%s]}%n",
                    before,
                    files,
                    archive.url(),
                    archive.loginUrl(),
                    String.join(", ", archive.products()));
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                final int now = served.look();
                if (now != before) System.out.printf(Locale.ROOT, "%d granules%n", now);
                before = now;
            }
        }
    }

    private void makeFiles() throws IOException {
        if (twinDays < 1)
            throw new ParameterException(spec.commandLine(), "--twin is " + twinDays + ", expected 1 or more days");
        Demo.makeFiles(twinDays, files, file -> System.out.println("twin: " + file.getFileName()));
    }

    private Access access() {
        if (token == null && user == null) return new Access.Open();
        final String[] pair = (user == null ? "user:" + token : user).split(":", 2);
        if (pair.length != 2 || pair[0].isBlank() || pair[1].isBlank())
            throw new ParameterException(spec.commandLine(), "--user is not of the form NAME:PASSWORD");
        return new Access.Login(token == null ? pair[1] : token, pair[0], pair[1]);
    }

    private void arrange(Faults to, String kind, int each) {
        if (each < 1)
            throw new ParameterException(
                    spec.commandLine(), "--fault is " + kind + "=" + each + ", expected 1 or more behind the sign");
        if (kind.equals("refused")) {
            to.refuseEach(each, REFUSED, RETRY_AFTER_SECONDS);
            return;
        }
        for (Faults.Damage damage : Faults.Damage.values())
            if (damage.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(kind)) {
                to.damageEach(damage, each);
                return;
            }
        throw new ParameterException(
                spec.commandLine(),
                "--fault is " + kind
                        + ", expected refused, login-page, truncated, stalled, shorter, longer or elsewhere");
    }
}
