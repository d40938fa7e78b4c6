package org.telemed.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.springframework.boot.loader.tools.Layouts;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;
import org.telemed.hosts.starter.StarterApplication;

/** Packs the host that is shaped like HAPI's starter as the starter is packed: a war with its libraries and Boot's loader. */
final class HostWar {

    private HostWar() {}

    /** Makes {@code main.war} in that directory. */
    static Path packed(Path directory, HostLibraries libraries) {
        Path war = directory.resolve("main.war");
        try {
            Path classes = withClasses(directory.resolve("classes.war"));
            Repackager packer = new Repackager(classes.toFile());
            packer.setLayout(new Layouts.War());
            packer.setMainClass(StarterApplication.class.getName());
            packer.repackage(war.toFile(), found -> {
                for (Path jar : libraries.jars()) {
                    found.library(new Library(jar.toFile(), LibraryScope.COMPILE));
                }
            });
            Files.delete(classes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return war;
    }

    /** The host's classes alone: what else is in the tests it never sees. */
    private static Path withClasses(Path war) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war))) {
            for (Path file : hostClasses()) {
                Path name = testClasses().relativize(file);
                out.putNextEntry(
                        new ZipEntry("WEB-INF/classes/" + name.toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return war;
    }

    private static List<Path> hostClasses() throws IOException {
        Path hosts = testClasses().resolve("org/telemed/hosts");
        try (Stream<Path> shared = Files.list(hosts);
                Stream<Path> starter = Files.walk(hosts.resolve("starter"))) {
            return Stream.concat(shared, starter).filter(Files::isRegularFile).toList();
        }
    }

    private static Path testClasses() {
        try {
            return Path.of(StarterApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
