package org.telemed.hapi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.telemed.core.audit.AuditActor;
import org.telemed.core.audit.AuditDetail;
import org.telemed.core.audit.AuditEntry;
import org.telemed.core.audit.AuditKind;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.membership.ResourceReference;

@ExtendWith(OutputCaptureExtension.class)
class FileAuditSpillTest {
    private static final long PLENTY = 1_000_000;

    @TempDir
    private Path temp;

    private final List<AuditEntry> stored = new ArrayList<>();
    private final List<FileAuditSpill<AuditEntry>> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(FileAuditSpill::close);
    }

    @Test
    void gives_back_what_it_got_and_is_empty_then(CapturedOutput log) throws IOException {
        FileAuditSpill<AuditEntry> spill = spill(PLENTY);
        List<AuditEntry> entries = List.of(full(), bare(), full());
        entries.forEach(entry -> assertThat(spill.add(entry)).isTrue());
        replayAll(spill, stored::add);
        assertThat(stored).containsExactlyElementsOf(entries);
        assertThat(file()).isEmptyFile();
        assertThat(log.getAll().lines().filter(line -> line.contains("are held in")))
                .hasSize(1);
        assertThat(log.getAll().lines().filter(line -> line.contains("are stored.")))
                .hasSize(1);
        assertThat(log.getAll()).doesNotContain("jane", "visit-1");
    }

    @Test
    void makes_nothing_before_it_holds_something() {
        FileAuditSpill<AuditEntry> spill = spill(PLENTY);
        assertThat(spill.replay(storing(stored::add))).isFalse();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void is_readable_by_its_owner_alone() throws IOException {
        spill(PLENTY).add(full());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void outlives_a_restart() {
        FileAuditSpill<AuditEntry> before = spill(PLENTY);
        AuditEntry entry = full();
        before.add(entry);
        before.close();
        replayAll(spill(PLENTY), stored::add);
        assertThat(stored).containsExactly(entry);
    }

    @Test
    void what_was_not_stored_stays_alone_and_comes_again() {
        FileAuditSpill<AuditEntry> spill = spill(PLENTY);
        AuditEntry bad = full();
        AuditEntry good = full();
        spill.add(bad);
        spill.add(good);
        replayAll(spill, entry -> !entry.equals(bad) && stored.add(entry));
        assertThat(stored).containsExactly(good);
        spill.close();
        replayAll(spill(PLENTY), stored::add);
        assertThat(stored).containsExactly(good, bad);
    }

    @Test
    void a_corrupt_line_and_half_a_line_cost_no_other(CapturedOutput log) throws IOException {
        FileAuditSpill<AuditEntry> before = spill(PLENTY);
        AuditEntry first = full();
        before.add(first);
        before.close();
        Files.writeString(
                file(), "{\"id\":\"no\"}\nnonsense\n\u0000\n{\"id\":\"" + UUID.randomUUID(), StandardOpenOption.APPEND);
        FileAuditSpill<AuditEntry> spill = spill(PLENTY);
        AuditEntry last = full();
        assertThat(spill.add(last)).isTrue();
        replayAll(spill, stored::add);
        assertThat(stored).containsExactly(first, last);
        assertThat(log).contains("is no entry");
        assertThat(log).doesNotContain("nonsense");
    }

    @Test
    void does_not_grow_beyond_its_size_and_says_so_once(CapturedOutput log) throws IOException {
        FileAuditSpill<AuditEntry> spill = spill(2_000);
        int held = 0;
        for (int entry = 0; entry < 50; entry++) {
            held += spill.add(full()) ? 1 : 0;
        }
        assertThat(held).isBetween(1, 20);
        assertThat(Files.size(file())).isLessThanOrEqualTo(2_000);
        assertThat(log.getAll().lines().filter(line -> line.contains("are lost")))
                .hasSize(1);
        replayAll(spill, stored::add);
        assertThat(stored).hasSize(held);
        assertThat(spill.add(full())).isTrue();
    }

    @Test
    void where_nothing_can_be_written_it_takes_nothing_and_says_so_once(CapturedOutput log) throws IOException {
        Files.writeString(directory(), "a file where the directory should be");
        FileAuditSpill<AuditEntry> spill = spill(PLENTY);
        assertThat(spill.add(full())).isFalse();
        assertThat(spill.add(full())).isFalse();
        assertThat(spill.replay(storing(stored::add))).isFalse();
        assertThat(log.getAll().lines().filter(line -> line.contains("are lost")))
                .hasSize(1);
    }

    @Test
    void two_servers_do_not_share_one_file() {
        FileAuditSpill<AuditEntry> one = spill(PLENTY);
        assertThat(one.add(full())).isTrue();
        FileAuditSpill<AuditEntry> other = spill(PLENTY);
        assertThat(other.add(full())).isFalse();
        one.close();
        assertThat(other.add(full())).isTrue();
    }

    @Test
    void follows_no_symbolic_link() throws IOException {
        Path target = temp.resolve("target");
        Files.writeString(target, "precious");
        Files.createDirectories(directory());
        Files.createSymbolicLink(file(), target);
        assertThat(spill(PLENTY).add(full())).isFalse();
        assertThat(target).hasContent("precious");
    }

    private FileAuditSpill<AuditEntry> spill(long largest) {
        FileAuditSpill<AuditEntry> spill =
                new FileAuditSpill<>(directory(), "audit.jsonl", largest, new AuditEntryJson());
        opened.add(spill);
        return spill;
    }

    private Path directory() {
        return temp.resolve("audit");
    }

    private Path file() {
        return directory().resolve("audit.jsonl");
    }

    private static void replayAll(FileAuditSpill<AuditEntry> spill, Predicate<AuditEntry> store) {
        for (int step = 0; step < 10 && spill.replay(storing(store)); step++) {
            // each step hands over some
        }
    }

    /** Stores one after the other, until one is refused. */
    private static ToIntFunction<List<AuditEntry>> storing(Predicate<AuditEntry> store) {
        return entries -> (int) entries.stream().takeWhile(store).count();
    }

    private static AuditEntry full() {
        return new AuditEntry(
                UUID.randomUUID(),
                AuditKind.TOKEN_REFUSED,
                Instant.parse("2030-01-01T10:00:00.123Z"),
                new AuditActor(
                        Optional.of(new ResourceReference("Patient", "jane-doe")),
                        Optional.of("https://issuer.example"),
                        Optional.of("jane \"Ä\"\n\u2028"),
                        Optional.of("jti-1"),
                        Optional.of("192.0.2.1"),
                        false),
                Optional.of(new EncounterId("visit-1", "7")),
                Map.of(AuditDetail.REASON, "not-a-participant", AuditDetail.ROOM, "RM1"));
    }

    private static AuditEntry bare() {
        return new AuditEntry(
                UUID.randomUUID(),
                AuditKind.CALLBACK_REFUSED,
                Instant.parse("2030-01-01T10:00:00Z"),
                AuditActor.unknown(Optional.empty()),
                Optional.empty(),
                Map.of());
    }
}
