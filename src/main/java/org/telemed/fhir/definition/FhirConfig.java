package org.telemed.fhir.definition;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.telemed.fhir.element.FhirElements;
import org.telemed.fhir.element.TelemedUrls;

/**
 * Reads the definitions in {@code fhir-config} for one FHIR version: operations, extensions, codes and identifiers. R4B
 * uses those of R4. The files are listed by name, because not every class loader can search a nested jar.
 */
public final class FhirConfig {
    private static final String FOLDER = "/org/telemed/fhir-config/";

    private static final List<String> COMMON = List.of(
            "CodeSystem-telemed-error",
            "CodeSystem-telemed-event",
            "CodeSystem-telemed-task",
            "CodeSystem-telemed-virtual-service-type",
            "NamingSystem-telemed-encounter",
            "NamingSystem-telemed-guest-session",
            "NamingSystem-telemed-invitation",
            "NamingSystem-telemed-local-reference",
            "NamingSystem-telemed-video-identity",
            "NamingSystem-telemed-video-room",
            "NamingSystem-telemed-video-stay",
            "NamingSystem-telemed-video-token",
            "ValueSet-telemed-channel-type",
            "ValueSet-telemed-error",
            "ValueSet-telemed-event",
            "ValueSet-telemed-task");

    private static final List<String> IN_EACH_VERSION = List.of(
            "OperationDefinition-admit-telemed-participant",
            "OperationDefinition-create-telemed-room",
            "OperationDefinition-dismiss-telemed-participant",
            "OperationDefinition-end-telemed-room",
            "OperationDefinition-invite-telemed-guest",
            "OperationDefinition-telemed-status",
            "OperationDefinition-telemed-token",
            "StructureDefinition-encounter-other-participant",
            "StructureDefinition-encounter-other-participants",
            "StructureDefinition-telemed-admission-task",
            "StructureDefinition-telemed-encounter",
            "StructureDefinition-telemed-waiting-room");

    private static final String BEFORE_R5 = "StructureDefinition-encounter-virtual-service-pre-release";

    private final FhirContext context;
    private final FhirElements elements;
    private volatile @Nullable Set<String> names;

    public FhirConfig(FhirContext context) {
        this.context = context;
        this.elements = new FhirElements(context);
    }

    /** All definitions; each has its id. */
    public List<IBaseResource> definitions() {
        return files().map(this::definition).toList();
    }

    /** The canonical URL of a definition; a NamingSystem before R5 has none. */
    public Optional<String> urlOf(IBaseResource definition) {
        return elements.text(definition, "url");
    }

    /** Whether it has the type and id of one of our definitions. */
    public boolean hasOurId(IBaseResource resource) {
        String id = context.getResourceType(resource) + "-"
                + resource.getIdElement().getIdPart();
        return files().anyMatch(file -> file.endsWith("/" + id + ".json"));
    }

    /** Whether it has the URL or an identifier of one of our definitions, or any URL below our canonical base. */
    public boolean hasOurUrl(IBaseResource resource) {
        return namesIn(resource)
                .map(name -> name.strip().replaceFirst("\\|.*", ""))
                .anyMatch(name -> name.startsWith(TelemedUrls.CANONICAL_BASE + "/") || names().contains(name));
    }

    /** Read at the first use, because that takes time. */
    private Set<String> names() {
        Set<String> known = names;
        if (known == null) {
            known = definitions().stream().flatMap(this::namesIn).collect(Collectors.toUnmodifiableSet());
            names = known;
        }
        return known;
    }

    /** A NamingSystem is found by any of its identifiers. */
    private Stream<String> namesIn(IBaseResource definition) {
        return Stream.of("url", "uniqueId.value")
                .flatMap(path -> elements.at(definition, path))
                .flatMap(element -> FhirElements.text(element).stream());
    }

    /** Whether both have the same URL or identifier. */
    public boolean defineTheSame(IBaseResource one, IBaseResource other) {
        return name(one).isPresent() && name(one).equals(name(other));
    }

    /** Whether both have the same content, apart from id and meta. */
    public boolean areEqual(IBaseResource one, IBaseResource other) {
        return content(one).equals(content(other));
    }

    private Optional<String> name(IBaseResource definition) {
        return urlOf(definition).or(() -> elements.text(definition, "uniqueId.value"));
    }

    private String content(IBaseResource definition) {
        return context.newJsonParser().setDontEncodeElements("*.id", "*.meta").encodeResourceToString(definition);
    }

    /** The files, relative to the folder. */
    Stream<String> files() {
        boolean isR5 = context.getVersion().getVersion().isEqualOrNewerThan(FhirVersionEnum.R5);
        String version = isR5 ? "r5/" : "r4/";
        Stream<String> ownOfR4 = isR5 ? Stream.empty() : Stream.of(version + BEFORE_R5);
        return Stream.of(
                        COMMON.stream().map("common/"::concat),
                        IN_EACH_VERSION.stream().map(version::concat),
                        ownOfR4)
                .flatMap(names -> names)
                .map(name -> name + ".json");
    }

    private IBaseResource definition(String file) {
        InputStream json = Objects.requireNonNull(FhirConfig.class.getResourceAsStream(FOLDER + file), file);
        try (Scanner text = new Scanner(json, StandardCharsets.UTF_8).useDelimiter("\\A")) {
            return context.newJsonParser().parseResource(text.next());
        }
    }
}
