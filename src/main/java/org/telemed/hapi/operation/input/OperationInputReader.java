package org.telemed.hapi.operation.input;

import static org.telemed.hapi.operation.input.OperationInput.ENCOUNTER;
import static org.telemed.hapi.operation.input.OperationInput.ENCOUNTER_ID;
import static org.telemed.hapi.operation.input.OperationInput.MAX_PARTICIPANTS;
import static org.telemed.hapi.operation.input.OperationInput.PARTICIPANT;
import static org.telemed.hapi.operation.input.OperationInput.TO;
import static org.telemed.hapi.operation.input.OperationInput.WAITING_ROOM;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.video.RoomRequest;
import org.telemed.fhir.body.BodyCheck;
import org.telemed.fhir.structure.LostElementHandler;
import org.telemed.fhir.structure.ParseErrorPlace;
import org.telemed.fhir.structure.UnknownElementCheck;
import org.telemed.hapi.http.GeneralParameterCheck;

/**
 * Reads the body and the query of an operation: an Encounter bare or inside Parameters, and the parameters beside it.
 * HAPI's own binding accepts a Patient for a parameter that takes a resource, and its errors lack our codes.
 */
public final class OperationInputReader {
    private static final Pattern ELEMENT_NAME = Pattern.compile("[A-Za-z_]{1,64}");
    /** A client that does not know the definition sends a whole number as an integer. */
    private static final Set<String> WHOLE_NUMBERS = Set.of("positiveInt", "unsignedInt", "integer");

    private final FhirContext context;
    private final OperationRequestCheck check;
    private final UnknownElementCheck structure;
    private final long largestBody;
    private final BodyCheck bounds;

    /** @param largestBody in bytes */
    public OperationInputReader(FhirContext context, long largestBody) {
        this.context = context;
        this.check = new OperationRequestCheck(context);
        this.structure = new UnknownElementCheck(context);
        this.largestBody = largestBody;
        this.bounds = new BodyCheck(context, largestBody);
    }

    /**
     * Reads and checks the input.
     *
     * @param names the parameters that the operation takes at this level
     * @throws TelemedException BAD_REQUEST or TOO_LARGE
     */
    public OperationInput read(ServletRequestDetails request, byte @Nullable [] body, Set<String> names) {
        if (body != null && body.length > 0) {
            encodingOf(request); // first: the container reads a form, and takes it for parameters
        }
        check.require(request, names);
        Optional<IBaseResource> resource = parsed(request, body == null ? new byte[0] : body);
        Parameters parameters = new Parameters(names);
        for (String name : names) {
            for (String value : queryValues(request, name)) {
                parameters.put(name, value);
            }
        }
        resource.filter(IBaseParameters.class::isInstance).ifPresent(all -> putAll(parameters, all));
        resource.filter(sent -> !(sent instanceof IBaseParameters)).ifPresent(parameters::putBody);
        return new OperationInput(
                Optional.ofNullable(parameters.get(ENCOUNTER)).map(OperationInputReader::encounter),
                Optional.ofNullable(parameters.get(MAX_PARTICIPANTS)).map(OperationInputReader::maxParticipants),
                Optional.ofNullable(parameters.get(ENCOUNTER_ID)).map(id -> text(ENCOUNTER_ID, id)),
                Optional.ofNullable(parameters.get(WAITING_ROOM)).map(OperationInputReader::waitingRoom),
                parameters.all(PARTICIPANT).stream()
                        .map(OperationInputReader::reference)
                        .toList(),
                Optional.ofNullable(parameters.get(TO)).map(to -> text(TO, to)),
                texts(parameters));
    }

    private static Map<String, String> texts(Parameters parameters) {
        Map<String, String> texts = new HashMap<>();
        OperationInput.OF_INVITATION.forEach((name, types) -> {
            Object value = parameters.get(name);
            if (value instanceof IPrimitiveType<?> primitive && !types.contains(primitive.fhirType())) {
                throw badRequest("The parameter " + name + " has a value of the wrong type.");
            }
            if (value != null) {
                texts.put(name, text(name, value));
            }
        });
        return texts;
    }

    private Optional<IBaseResource> parsed(ServletRequestDetails request, byte[] body) {
        if (body.length > largestBody) {
            throw TelemedException.because(
                    Reason.TOO_LARGE, "The body is larger than the " + largestBody + " bytes that this server takes.");
        }
        String text = BodyCheck.text(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return Optional.empty();
        }
        EncodingEnum encoding = encodingOf(request);
        if (encoding == EncodingEnum.XML) {
            bounds.fhirXml(text);
        } else {
            bounds.resource(text);
        }
        try {
            return Optional.of(parsed(encoding, text));
        } catch (TelemedException refused) {
            throw refused;
        } catch (RuntimeException malformed) {
            // any exception of the parser is due to the body
            throw badRequest("The body is no FHIR resource that this server can read." + where(malformed));
        }
    }

    /** Refuses what HAPI's parser would drop with a log line only. */
    private IBaseResource parsed(EncodingEnum encoding, String text) {
        if (encoding == EncodingEnum.JSON) {
            structure.problem(text).ifPresent(problem -> {
                throw badRequest(problem);
            });
        }
        LostElementHandler lost = new LostElementHandler();
        IParser parser = encoding.newParser(context);
        parser.setParserErrorHandler(lost);
        IBaseResource resource = parser.parseResource(text);
        if (encoding == EncodingEnum.XML) {
            requireTimesWithoutBlanks(resource);
        }
        lost.lost().ifPresent(element -> {
            throw badRequest("The body has an element that would be lost, because FHIR "
                    + context.getVersion().getVersion().name() + " does not know it or it is empty or not repeatable."
                    + where(element));
        });
        return resource;
    }

    /** For XML; the structure check does this for JSON. HAPI parses such a time, but cannot index it. */
    private void requireTimesWithoutBlanks(IBaseResource resource) {
        context.newTerser().getAllPopulatedChildElementsOfType(resource, IPrimitiveType.class).stream()
                .filter(value ->
                        UnknownElementCheck.TIMES.contains(String.valueOf(value.fhirType()))) // a narrative has no type
                .map(value -> value.getValueAsString())
                .filter(text -> text != null && !text.equals(text.strip()))
                .findFirst()
                .ifPresent(text -> {
                    throw badRequest("The body has a time with a blank before or after it. Leave the blank out.");
                });
    }

    private static String where(String element) {
        return ELEMENT_NAME.matcher(element).matches() ? " Look at its element " + element + "." : "";
    }

    /** Names the place only: the parser's message repeats values, which may be a patient's. */
    private static String where(RuntimeException malformed) {
        return ParseErrorPlace.in(
                String.valueOf(malformed.getMessage()), " Send an Encounter, or Parameters, as FHIR JSON.");
    }

    private EncodingEnum encodingOf(ServletRequestDetails request) {
        String contentType = request.getHeader(Constants.HEADER_CONTENT_TYPE);
        if (contentType == null || contentType.isBlank()) {
            return EncodingEnum.JSON;
        }
        check.requireOurs(contentType);
        String mediaType = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        EncodingEnum encoding = EncodingEnum.forContentType(mediaType);
        if (encoding != EncodingEnum.JSON && encoding != EncodingEnum.XML) {
            throw badRequest("The content type of the body is not supported. Send application/fhir+json.");
        }
        return encoding;
    }

    private static List<String> queryValues(ServletRequestDetails request, String name) {
        String[] values = request.getParameters().get(name);
        return values == null ? List.of() : List.of(values);
    }

    private void putAll(Parameters parameters, IBaseResource all) {
        for (IBase parameter : context.newTerser().getValues(all, "Parameters.parameter")) {
            String name = context.newTerser().getSinglePrimitiveValueOrNull(parameter, "name");
            if (name == null) {
                throw badRequest("A parameter has no name. Give each one its name.");
            }
            List<IBase> values = Stream.of("resource", "value[x]", "part")
                    .flatMap(path -> context.newTerser().getValues(parameter, path).stream())
                    .toList();
            if (values.size() != 1) {
                throw badRequest("The parameter " + name + " must have one value.");
            }
            parameters.put(name, values.get(0));
        }
    }

    private static IBaseResource encounter(Object value) {
        if (!(value instanceof IBaseResource resource) || !"Encounter".equals(resource.fhirType())) {
            throw badRequest("What was sent is no Encounter.");
        }
        IIdType id = resource.getIdElement();
        boolean isOfAnotherType = id.hasResourceType() && !"Encounter".equals(id.getResourceType());
        boolean isOfAVersion = id.hasVersionIdPart()
                && (resource.getMeta() == null
                        || !id.getVersionIdPart().equals(resource.getMeta().getVersionId()));
        if (id.hasBaseUrl() || isOfAnotherType || isOfAVersion) {
            throw badRequest("Encounter.id is the id alone, without a type, a version or a base.");
        }
        return resource;
    }

    private static Integer maxParticipants(Object value) {
        if (value instanceof IPrimitiveType<?> primitive && !WHOLE_NUMBERS.contains(primitive.fhirType())) {
            throw badRequest("maxParticipants has the wrong type. Send it as valuePositiveInt.");
        }
        try {
            int number = Integer.parseInt(text(MAX_PARTICIPANTS, value));
            if (RoomRequest.isPossible(number)) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // falls through to the same sentence
        }
        throw badRequest("maxParticipants is a whole number from 1 to " + RoomRequest.MOST_PARTICIPANTS + ".");
    }

    private static String reference(Object value) {
        if (value instanceof IBaseReference sent
                && sent.getReferenceElement().getValue() != null
                && !sent.getReferenceElement().isLocal()) {
            return sent.getReferenceElement().getValue();
        }
        throw badRequest(
                "participant is a valueReference with a reference to a person of the visit, such as Patient/123.");
    }

    private static Boolean waitingRoom(Object value) {
        if (value instanceof IPrimitiveType<?> primitive && !"boolean".equals(primitive.fhirType())) {
            throw badRequest("waitingRoom has the wrong type. Send it as valueBoolean.");
        }
        return switch (text(WAITING_ROOM, value)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw badRequest("waitingRoom is true or false.");
        };
    }

    private static String text(String name, Object value) {
        if (value instanceof IPrimitiveType<?> primitive
                && primitive.getValueAsString() != null
                && !List.of("uri", "url", "canonical").contains(primitive.fhirType())) {
            return primitive.getValueAsString();
        }
        if (value instanceof String query) {
            return query;
        }
        throw badRequest("The parameter " + name + " has a value of the wrong type.");
    }

    private static TelemedException badRequest(String message) {
        return TelemedException.because(Reason.BAD_REQUEST, message);
    }

    /** The parameters of one request, by their names. */
    private record Parameters(Set<String> names, Map<String, List<Object>> values) {
        private static final Set<String> REPEATABLE = Set.of(PARTICIPANT);

        Parameters(Set<String> names) {
            this(names, new HashMap<>());
        }

        @Nullable
        Object get(String name) {
            List<Object> all = all(name);
            return all.isEmpty() ? null : all.get(0);
        }

        List<Object> all(String name) {
            return values.getOrDefault(name, List.of());
        }

        void put(String name, Object value) {
            if (!names.contains(name)) {
                throw UnknownParameter.refusal(name, names);
            }
            List<Object> all = values.computeIfAbsent(name, any -> new ArrayList<>());
            if (!all.isEmpty() && !REPEATABLE.contains(name)) {
                throw badRequest(GeneralParameterCheck.repeated(name));
            }
            all.add(value);
        }

        /** A bare resource is the parameter {@code encounter}. */
        void putBody(IBaseResource body) {
            if (!names.contains(ENCOUNTER)) {
                throw badRequest("This operation takes no resource as its body here. Leave the body out.");
            }
            put(ENCOUNTER, body);
        }
    }
}
