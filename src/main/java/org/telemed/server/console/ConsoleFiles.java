package org.telemed.server.console;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** The built files of the console, all in memory, so that a path is looked up and never resolved. */
public final class ConsoleFiles {

    private static final String FOLDER = "static/console/";
    private static final String INDEX = "index.html";

    private final Map<String, ConsoleFile> files;

    private ConsoleFiles(Map<String, ConsoleFile> files) {
        this.files = Map.copyOf(files);
    }

    /** Those that the build put onto the class path; none if it had no Node. */
    static ConsoleFiles load(ResourcePatternResolver resources) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Resource resource : resources.getResources("classpath*:" + FOLDER + "**")) {
            String url = resource.getURL().toString();
            String path = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
            if (!path.isEmpty() && !path.endsWith("/") && resource.isReadable()) {
                contents.putIfAbsent(path, resource.getContentAsByteArray());
            }
        }
        return of(contents);
    }

    /** @param contents by path below the console's folder */
    static ConsoleFiles of(Map<String, byte[]> contents) {
        Map<String, ConsoleFile> files = new TreeMap<>();
        contents.forEach((path, content) -> files.put(path, new ConsoleFile(path, content)));
        return new ConsoleFiles(files);
    }

    /** Whether the build made the console. */
    public boolean areThere() {
        return files.containsKey(INDEX);
    }

    /** @param path below the console's folder, without a slash before it; the folder itself is its index */
    Optional<ConsoleFile> find(String path) {
        return Optional.ofNullable(files.get(path.isEmpty() ? INDEX : path));
    }
}
