package org.telemed.hapi.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An append-only file of lines for one process, readable by its owner alone. Not synchronized. */
final class SpillFile {
    private static final int READ_AT_ONCE = 64 * 1024;

    private final FileChannel channel;

    private SpillFile(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException if it cannot be made, or another process has it */
    static SpillFile open(Path directory, String name) throws IOException {
        makeDirectory(directory);
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Path path = directory.resolve(name);
        if (Files.isSymbolicLink(path)) {
            throw new IOException(name + " is a symbolic link");
        }
        FileChannel channel = FileChannel.open(path, options, ownersOnly("rw-------"));
        try {
            requireOwn(channel);
            SpillFile file = new SpillFile(channel);
            file.endLastLine();
            return file;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Whether files can be made in that directory, which is made unless it exists. */
    static boolean isUsable(Path directory) {
        try {
            makeDirectory(directory);
            Files.delete(Files.createTempFile(directory, "usable", ""));
            return true;
        } catch (IOException unusable) {
            return false;
        }
    }

    private static void makeDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, ownersOnly("rwx------"));
    }

    /** Whether there is a file with something in it. */
    static boolean holdsSomething(Path directory, String name) {
        Path path = directory.resolve(name);
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) > 0;
        } catch (IOException unknown) {
            return true;
        }
    }

    private static FileAttribute<?>[] ownersOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void requireOwn(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new IOException("another process uses it; give each server a directory of its own");
            }
        } catch (OverlappingFileLockException inThisProcess) {
            throw new IOException("another server uses it; give each one a directory of its own", inThisProcess);
        }
    }

    /** A process that died may have left half a line. */
    private void endLastLine() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size() > 0 && channel.read(last, size() - 1) == 1 && last.get(0) != '\n') {
            write("\n".getBytes(StandardCharsets.UTF_8), size());
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Adds a line; what could be written of it only in part is taken back. */
    void append(String line) throws IOException {
        long before = size();
        try {
            write((line + "\n").getBytes(StandardCharsets.UTF_8), before);
        } catch (IOException full) {
            channel.truncate(before);
            throw full;
        }
    }

    /** Leaves these lines alone in the file. */
    void replaceBy(List<String> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        write(bytes, 0);
        channel.truncate(bytes.length);
    }

    private void write(byte[] bytes, long position) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left, position + left.position());
        }
    }

    /** Some whole lines from that position on; none at the end. */
    List<Line> lines(long position) throws IOException {
        List<Line> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(READ_AT_ONCE);
        for (long at = position; lines.isEmpty() && channel.read(part.clear(), at) > 0; at += part.limit()) {
            part.flip();
            for (int index = 0; index < part.limit(); index++) {
                if (part.get(index) == '\n') {
                    lines.add(new Line(line.toString(StandardCharsets.UTF_8), at + index + 1));
                    line.reset();
                } else {
                    line.write(part.get(index));
                }
            }
        }
        return lines;
    }

    /** @param end the position behind it */
    record Line(String text, long end) {}

    void close() throws IOException {
        channel.close();
    }
}
