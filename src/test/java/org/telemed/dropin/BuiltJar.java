package org.telemed.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** A jar that this build has made. */
record BuiltJar(Path file) {

    /** What a Maven host depends on. */
    static BuiltJar thin() {
        return named("jar.thin");
    }

    /** What is dropped into a host. */
    static BuiltJar plugin() {
        return named("jar.plugin");
    }

    private static BuiltJar named(String property) {
        Path file = Path.of(System.getProperty(property, "not built"));
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "The build says with -D" + property + " where the jar is; it is not: " + file);
        }
        return new BuiltJar(file);
    }

    /** All files in it. */
    Set<String> files() {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
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
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getInputStream(jar.getEntry(name)).readAllBytes();
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
