package org.telemed.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures of the console, in {@code target/screenshots}; those of the README are written anew with
 * {@code -Dscreenshots.to=src/site/resources/images}.
 */
final class Pictures {

    private Pictures() {}

    static void keep(String name, VisitConsole console) {
        console.window().runs("scrollTo(0, 0)");
        byte[] picture = console.window().photographedAs(name);
        String directory = System.getProperty("screenshots.to", "");
        if (!directory.isEmpty()) {
            try {
                Files.createDirectories(Path.of(directory));
                Files.write(Path.of(directory, name + ".png"), picture);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
