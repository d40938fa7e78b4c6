package org.telemed.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A jar that this build has made. */
final class BuiltJar {

    private final Path path;
    private final Map<String, byte[]> files = new TreeMap<>();

    private BuiltJar(Path path) {
        this.path = path;
        try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(path))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), jar.readAllBytes());
                }
            }
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    /** What a Maven host depends on. */
    static BuiltJar thin() {
        return new BuiltJar(named("jar.thin"));
    }

    /** What is dropped into a host. */
    static BuiltJar plugin() {
        return new BuiltJar(pluginFile());
    }

    /** Where that is. */
    static Path pluginFile() {
        return named("jar.plugin");
    }

    private static Path named(String property) {
        Path file = Path.of(System.getProperty(property, "not built"));
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "The build says with -D" + property + " where the jar is; not there: " + file);
        }
        return file;
    }

    Path path() {
        return path;
    }

    /** The names of all files in it. */
    Set<String> files() {
        return files.keySet();
    }

    /** All classes in it, as files. */
    List<String> classes() {
        return files().stream().filter(name -> name.endsWith(".class")).toList();
    }

    /** All files in it that are no classes. */
    List<String> otherFiles() {
        return files().stream().filter(name -> !name.endsWith(".class")).toList();
    }

    byte[] bytes(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new AssertionError(path + " has no " + name);
        }
        return bytes;
    }

    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
