package org.telemed.hapi.audit;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.audit.AuditSpill;

/**
 * Holds entries in a file of JSON lines until they are stored. The file is emptied when all of them are; after a restart
 * it is read from its beginning, which the ids of entries make harmless.
 *
 * @param <T> the type of the entries
 */
public final class FileAuditSpill<T> implements AuditSpill<T> {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.audit");

    private final Path directory;
    private final String name;
    private final long largest;
    private final SpillFormat<T> format;
    private @Nullable SpillFile file;
    private boolean mayHold = true;
    private boolean failing;
    private boolean closed;

    /** Where the replay is, and the lines before that could not be stored. */
    private long position;

    private final List<String> refused = new ArrayList<>();

    /**
     * Makes no file before there is something to hold.
     *
     * @param name of the file in that directory
     * @param largest the file's largest size in bytes
     */
    public FileAuditSpill(Path directory, String name, long largest, SpillFormat<T> format) {
        this.directory = directory;
        this.name = name;
        this.largest = largest;
        this.format = format;
    }

    /** Whether files can be made in that directory, which is made unless it exists. */
    public static boolean isUsable(String directory) {
        try {
            return SpillFile.isUsable(Path.of(directory));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public synchronized boolean add(T entry) {
        String line = format.write(entry);
        try {
            SpillFile open = open();
            long size = open.size();
            // a character has at most three bytes here
            if (size + 3L * line.length() + 1 > largest) {
                return failed("it is full, see telemed.audit.spill-size");
            }
            open.append(line);
            mayHold = true;
            failing = false;
            if (size == 0) {
                LOG.warn(
                        "Entries of the audit trail cannot be stored fast enough, or at all. They are held in {}, and"
                                + " stored later.",
                        directory.resolve(name));
            }
            return true;
        } catch (IOException unwritable) {
            return failed(unwritable.getClass().getSimpleName());
        }
    }

    private SpillFile open() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        SpillFile open = file == null ? SpillFile.open(directory, name) : file;
        file = open;
        return open;
    }

    /** Logs the first failure only, until it works again. */
    private boolean failed(String why) {
        if (!failing) {
            LOG.warn("Entries of the audit trail are lost: {} cannot take them: {}", directory.resolve(name), why);
        }
        failing = true;
        return false;
    }

    @Override
    public boolean replay(ToIntFunction<List<T>> store) {
        List<SpillFile.Line> lines = nextLines();
        if (lines.isEmpty()) {
            return false;
        }
        List<SpillFile.Line> whole = lines.stream().filter(this::isEntry).toList();
        List<T> entries = whole.stream()
                .flatMap(line -> format.read(line.text()).stream())
                .toList();
        int stored = store.applyAsInt(entries);
        if (stored < entries.size()) {
            refused.add(whole.get(stored).text());
            position = whole.get(stored).end();
        } else {
            position = lines.get(lines.size() - 1).end();
        }
        return true;
    }

    private boolean isEntry(SpillFile.Line line) {
        boolean isEntry = format.read(line.text()).isPresent();
        if (!isEntry && !line.text().isBlank()) {
            LOG.warn("A line of {} is no entry of the audit trail and is left out.", directory.resolve(name));
        }
        return isEntry;
    }

    private synchronized List<SpillFile.Line> nextLines() {
        if (closed || !mayHold || (file == null && !SpillFile.holdsSomething(directory, name))) {
            mayHold = false;
            return List.of();
        }
        try {
            List<SpillFile.Line> lines = open().lines(position);
            if (lines.isEmpty()) {
                endPass();
            }
            return lines;
        } catch (IOException unreadable) {
            failed(unreadable.getClass().getSimpleName());
            return List.of();
        }
    }

    /** All lines were handed over: those that could not be stored alone stay. */
    private void endPass() throws IOException {
        boolean held = open().size() > 0;
        open().replaceBy(refused);
        mayHold = !refused.isEmpty();
        if (held && !mayHold) {
            LOG.info("The entries of the audit trail that were held in {} are stored.", directory.resolve(name));
        }
        position = 0;
        refused.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException unclosed) {
            failed(unclosed.getClass().getSimpleName());
        }
    }
}
