package org.telemed.core.room;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.telemed.core.encounter.EncounterId;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.setting.SettingChecks;
import org.telemed.core.video.Room;

/**
 * Maps Encounters to unique room names, and tells whether a room belongs to this deployment. Accounts may be shared by
 * deployments, so the status callback must be under our public URL, or a former one, as well.
 */
public final class RoomNaming {
    /** With "_", a partition, "_" and the longest id it stays below 128 characters; no URL needs it encoded. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9.\\-]{0,50}");

    /** Path segments, which no URL keeps. */
    private static final Pattern DOTS = Pattern.compile("\\.{1,2}");

    private static final String JOINT = "_";

    private final String prefix;
    private final List<String> callbackBases;
    private final Predicate<String> isRoomId;

    /**
     * @param prefix put before the Encounter's id, joined by "_"; empty for none
     * @param publicUrl the public URL of this deployment
     * @param formerPublicUrls its former public URLs
     * @param isRoomId tells what the vendor could take for a room's own id ({@code VideoVendor.isRoomId})
     * @throws org.telemed.core.setting.InvalidSettingsException for a prefix that is not allowed in a name, or could be read as part of an id
     */
    public RoomNaming(String prefix, URI publicUrl, List<URI> formerPublicUrls, Predicate<String> isRoomId) {
        new SettingChecks()
                .require(
                        PREFIX.matcher(prefix).matches(),
                        "namePrefix",
                        "must be at most 50 letters, digits, hyphens and dots, without \"_\", which joins it to the"
                                + " Encounter's id",
                        "clinic-a")
                .refuseInvalid();
        this.prefix = prefix.isEmpty() ? "" : prefix + JOINT;
        this.callbackBases = Stream.concat(Stream.of(publicUrl), formerPublicUrls.stream())
                .map(url -> url.toString().endsWith("/") ? url.toString() : url + "/")
                .toList();
        this.isRoomId = isRoomId;
    }

    /** Whether that id can name a room. */
    public boolean isUsable(EncounterId encounter) {
        return !isRoomId.test(encounter.value())
                && !DOTS.matcher(encounter.value()).matches();
    }

    /**
     * Refuses an id that can name no room.
     *
     * @throws TelemedException UNUSABLE_ID for an id that could be read as a room's own id or as a path
     */
    public void requireUsable(EncounterId encounter) {
        if (!isUsable(encounter)) {
            throw TelemedException.because(
                    Reason.UNUSABLE_ID,
                    isRoomId.test(encounter.value())
                            ? "The id of this Encounter has the shape of a room's id at the video vendor, so it can have no"
                                    + " room. Use another id."
                            : "The id of this Encounter cannot stand in a URL, so it can have no room. Use another id.");
        }
    }

    /**
     * The unique name of the Encounter's room.
     *
     * @throws TelemedException UNUSABLE_ID as {@link #requireUsable}
     */
    public String nameFor(EncounterId encounter) {
        requireUsable(encounter);
        String partition = encounter.partition();
        return prefix + (partition.isEmpty() ? "" : partition + JOINT) + encounter.value();
    }

    /** The Encounter whose room would have that name; empty if no room of ours can. */
    public Optional<EncounterId> encounterNamed(String name) {
        if (!name.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = name.substring(prefix.length());
        int joint = rest.indexOf(JOINT);
        return (joint == 0
                        ? Optional.<EncounterId>empty()
                        : EncounterId.ifValid(rest.substring(joint + 1), rest.substring(0, Math.max(joint, 0))))
                .filter(this::isUsable);
    }

    /** The Encounter that we opened this room for; empty if it is not ours. */
    public Optional<EncounterId> encounterOf(Room room) {
        return encounterNamed(room.name()).filter(id -> isOurs(room, id));
    }

    /** Whether this is a room that we opened for that Encounter. */
    public boolean isOurs(Room room, EncounterId encounter) {
        return room.name().equals(nameFor(encounter))
                && callbackBases.stream().anyMatch(room.statusCallback()::startsWith);
    }
}
