package org.telemed.server.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.springframework.util.function.SingletonSupplier;

/** A file of the console in memory, plain and compressed, with the headers that belong to it. */
final class ConsoleFile {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "md", "text/markdown;charset=utf-8");

    private final byte[] content;
    private final Supplier<byte[]> compressed;
    private final String contentType;
    private final String cacheControl;
    private final String entityTag;

    /** @param path below the console's folder; what is in assets has a hash of its content in its name */
    ConsoleFile(String path, byte[] content) {
        this.content = content.clone();
        this.compressed = SingletonSupplier.of(() -> compressed(this.content));
        this.contentType = TYPES.getOrDefault(path.replaceFirst(".*\\.", ""), "application/octet-stream");
        this.cacheControl = path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
        this.entityTag = "W/\"" + digest(content) + "\"";
    }

    byte[] content() {
        return content.clone();
    }

    /** As gzip. */
    byte[] compressed() {
        return compressed.get().clone();
    }

    String contentType() {
        return contentType;
    }

    String cacheControl() {
        return cacheControl;
    }

    /** Weak, because it is that of both encodings. */
    String entityTag() {
        return entityTag;
    }

    private static byte[] compressed(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
