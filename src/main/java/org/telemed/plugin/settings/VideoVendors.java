package org.telemed.plugin.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import org.telemed.core.setting.InvalidSetting;
import org.telemed.core.setting.InvalidSettingsException;
import org.telemed.core.setting.SettingChecks;
import org.telemed.core.video.RoomSettings;
import org.telemed.core.video.VideoVendor;

/** The known video vendors, and the one among them that {@code telemed.vendor} chooses. */
public final class VideoVendors {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    private final List<VideoVendor> known;
    private final Environment environment;
    private final String name;

    /** @param known one whose name cannot stand in a path is left out */
    public VideoVendors(List<? extends VideoVendor> known, Environment environment) {
        this.known = known.stream()
                .filter(vendor -> NAME.matcher(vendor.name()).matches())
                .<VideoVendor>map(vendor -> vendor)
                .toList();
        this.environment = environment;
        this.name = BoundSettings.telemed(environment).values().vendor();
    }

    /** The chosen vendor; empty unless exactly one has the name that is set. */
    public Optional<VideoVendor> chosen() {
        List<VideoVendor> named = named();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /**
     * The chosen vendor.
     *
     * @throws InvalidSettingsException naming the known ones
     */
    public VideoVendor required() {
        List<VideoVendor> named = named();
        new SettingChecks()
                .require(
                        named.size() == 1,
                        "telemed.vendor",
                        named.isEmpty()
                                ? "must be the name of a known video vendor: " + names()
                                : "must name one video vendor, and here two have that name: " + names())
                .refuseInvalid();
        return named.get(0);
    }

    /** The vendors whose rooms on an Encounter clients may not change: the chosen one, and while none is chosen, all. */
    public List<VideoVendor> guarded() {
        return chosen().map(List::of).orElse(known);
    }

    /**
     * What is wrong with the settings of the chosen vendor; while none is chosen, with those that are set of any known one.
     */
    List<InvalidSetting> invalidSettings() {
        return chosen().map(VideoVendor::invalidSettings)
                .orElseGet(() -> known.stream()
                        .flatMap(vendor -> vendor.invalidSettings().stream())
                        .filter(invalid -> BoundSettings.isIn(environment, invalid.name()))
                        .toList());
    }

    /** What is wrong with these rooms for the chosen vendor; while none is chosen, for every known one. */
    List<InvalidSetting> impossible(RoomSettings rooms) {
        List<List<InvalidSetting>> found = guarded().stream()
                .map(vendor -> new SettingChecks()
                        .collect(() -> vendor.requirePossible(rooms))
                        .invalid())
                .toList();
        return found.stream()
                .flatMap(List::stream)
                .filter(invalid -> found.stream()
                        .allMatch(others ->
                                others.stream().anyMatch(other -> other.name().equals(invalid.name()))))
                .toList();
    }

    /** The path of that vendor's callbacks below the server's root. */
    public static String callbackPath(VideoVendor vendor) {
        return "/telemed/" + vendor.name() + "/callback";
    }

    private List<VideoVendor> named() {
        return known.stream().filter(vendor -> vendor.name().equals(name)).toList();
    }

    private String names() {
        return known.stream().map(VideoVendor::name).sorted().collect(Collectors.joining(", "));
    }
}
