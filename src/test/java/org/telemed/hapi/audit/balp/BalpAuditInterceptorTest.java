package org.telemed.hapi.audit.balp;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.executor.InterceptorService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.rest.api.InterceptorInvocationTimingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SimplePreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.telemed.core.SettableClock;
import org.telemed.core.caller.Caller;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.membership.ResourceReference;
import org.telemed.hapi.audit.AuditEventFailures;
import org.telemed.hapi.audit.RequestActors;
import org.telemed.hapi.caller.CallerRights;
import org.telemed.hapi.caller.Partitions;

class BalpAuditInterceptorTest {
    private static final String BASE = "https://fhir.clinic.example/fhir";
    private static final Caller ADAM = new Caller(
            "https://issuer.example",
            "adam",
            Optional.of(new ResourceReference("Practitioner", "adam-careful")),
            Optional.of("access-1"));

    private final SettableClock clock = SettableClock.at("2030-01-01T10:00:00Z");
    private final List<RecordAccess> audited = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final InterceptorService storage = new InterceptorService();
    private FhirContext context = FhirContext.forR4Cached();

    BalpAuditInterceptorTest() {
        storage.registerInterceptor(new BalpAuditInterceptor(
                audited::add,
                new RequestActors(request -> Optional.of(ADAM)),
                new Partitions(new PartitionSettings(), null),
                new AuditEventFailures(new CountingEvents()),
                clock));
    }

    private final class CountingEvents implements TelemedEvents {
        @Override
        public void auditEventFailed() {
            failures.incrementAndGet();
        }
    }

    static Stream<FhirContext> versions() {
        return Stream.of(FhirContext.forR4Cached(), FhirContext.forR4BCached(), FhirContext.forR5Cached());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_read_names_the_person_the_record_and_its_patient(FhirContext version) {
        context = version;
        show(request(RestOperationTypeEnum.READ), observation("1", "Patient/jane"));
        JsonNode event = onlyEvent();
        assertThat(codesIn(event)).contains("read", "record-shown");
        assertThat(policiesIn(event))
                .containsExactlyInAnyOrder("urn:ietf:params:oauth:jti:access-1", "Patient/jane", "Observation/1");
        assertThat(event.toString())
                .contains("Practitioner/adam-careful", "\"adam\"", "192.0.2.7", "2030-01-01T10:00:00", BASE)
                .doesNotContain("\"reference\"", "evil.example", "\"text\"");
        assertThat(event.at("/source/observer/identifier/value").asText()).isEqualTo(BASE);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_search_is_audited_for_each_patient_it_shows(FhirContext version) {
        context = version;
        ServletRequestDetails search = request(RestOperationTypeEnum.SEARCH_TYPE);
        search.setParameters(Map.of("code", new String[] {"secret"}));
        show(search, observation("1", "Patient/jane"), null, observation("2", "Patient/john"));
        assertThat(events())
                .extracting(event -> policiesIn(event).get(1))
                .containsExactlyInAnyOrder("Patient/jane", "Patient/john");
        assertThat(events()).allSatisfy(event -> assertThat(codesIn(event)).contains("search-type", "record-shown"));
    }

    @Test
    void a_search_that_finds_nothing_is_audited_too() {
        show(request(RestOperationTypeEnum.SEARCH_TYPE));
        assertThat(codesIn(onlyEvent())).contains("search-type");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "HISTORY_INSTANCE",
                "HISTORY_TYPE",
                "HISTORY_SYSTEM",
                "EXTENDED_OPERATION_INSTANCE",
                "EXTENDED_OPERATION_SERVER",
                "GRAPHQL_REQUEST",
                "TRANSACTION"
            })
    void whatever_else_shows_records_is_audited(RestOperationTypeEnum operation) {
        show(request(operation), observation("1", "Patient/jane"));
        assertThat(policiesIn(onlyEvent())).contains("Patient/jane");
        assertThat(codesIn(onlyEvent()))
                .contains(
                        operation.name().startsWith("H") || operation == RestOperationTypeEnum.TRANSACTION
                                ? operation.getCode()
                                : "operation");
    }

    @Test
    void a_patch_that_changes_nothing_shows_the_record() {
        show(request(RestOperationTypeEnum.PATCH), observation("1", "Patient/jane"));
        assertThat(codesIn(onlyEvent())).contains("patch", "record-shown");
        assertThat(policiesIn(onlyEvent())).contains("Observation/1");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_write_is_audited_once_with_its_answer(FhirContext version) {
        context = version;
        ServletRequestDetails request = request(RestOperationTypeEnum.UPDATE);
        IBaseResource changed = observation("1", "Patient/jane");
        write(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED, request, changed);
        show(request, changed);
        assertThat(codesIn(onlyEvent())).contains("update", "record-written");
        assertThat(policiesIn(onlyEvent())).contains("Patient/jane", "Observation/1");
    }

    @Test
    void a_write_that_is_rolled_back_is_not_audited() {
        TransactionSynchronizationManager.initSynchronization();
        try {
            write(
                    Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED,
                    request(RestOperationTypeEnum.CREATE),
                    observation("1", "Patient/jane"));
            assertThat(audited).isEmpty();
            TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
            assertThat(audited).hasSize(1);
        } finally {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    @Test
    void hooks_that_are_called_twice_audit_once() {
        ServletRequestDetails request = request(RestOperationTypeEnum.READ);
        IPreResourceShowDetails shown = new SimplePreResourceShowDetails(observation("1", "Patient/jane"));
        storage.callHooks(Pointcut.STORAGE_PRESHOW_RESOURCES, params(shown, request));
        storage.callHooks(Pointcut.STORAGE_PRESHOW_RESOURCES, params(shown, request));
        IBaseResource deleted = observation("2", "Patient/jane");
        write(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED, request, deleted);
        write(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED, request, deleted);
        assertThat(audited).hasSize(2);
    }

    @Test
    void the_server_itself_is_no_caller() {
        IPreResourceShowDetails shown = new SimplePreResourceShowDetails(observation("1", "Patient/jane"));
        storage.callHooks(
                Pointcut.STORAGE_PRESHOW_RESOURCES,
                new HookParams()
                        .add(IPreResourceShowDetails.class, shown)
                        .add(RequestDetails.class, new SystemRequestDetails())
                        .add(ServletRequestDetails.class, null));
        storage.callHooks(
                Pointcut.STORAGE_PRESHOW_RESOURCES,
                new HookParams()
                        .add(IPreResourceShowDetails.class, shown)
                        .add(RequestDetails.class, null)
                        .add(ServletRequestDetails.class, null));
        assertThat(audited).isEmpty();
        assertThat(failures).hasValue(0);
    }

    @Test
    void a_request_does_not_fail_because_it_cannot_be_audited() {
        ServletRequestDetails broken = request(RestOperationTypeEnum.READ);
        broken.setServer(null);
        show(broken, observation("1", "Patient/jane"));
        assertThat(audited).isEmpty();
        assertThat(failures).hasValue(1);
    }

    @Test
    void what_is_read_to_check_a_right_is_shown_to_nobody() {
        ServletRequestDetails request = request(RestOperationTypeEnum.READ);
        new CallerRights(storage).requireReadable(request, observation("1", "Patient/jane"));
        assertThat(audited).isEmpty();
        new CallerRights(storage).shown(request, observation("1", "Patient/jane"));
        assertThat(audited).hasSize(1);
    }

    @Test
    void the_line_of_a_file_gives_the_same_back() {
        show(request(RestOperationTypeEnum.READ), observation("1", "Patient/jane"));
        RecordAccessJson format = new RecordAccessJson();
        String line = format.write(audited.get(0));
        assertThat(line).doesNotContain("\n");
        assertThat(format.read(line)).contains(audited.get(0));
        assertThat(format.read("{}")).isEmpty();
        assertThat(format.read("")).isEmpty();
    }

    private void show(ServletRequestDetails request, IBaseResource... resources) {
        storage.callHooks(
                Pointcut.STORAGE_PRESHOW_RESOURCES,
                params(new SimplePreResourceShowDetails(Arrays.asList(resources)), request));
    }

    private static HookParams params(IPreResourceShowDetails shown, ServletRequestDetails request) {
        return new HookParams()
                .add(IPreResourceShowDetails.class, shown)
                .add(RequestDetails.class, request)
                .add(ServletRequestDetails.class, request);
    }

    private void write(Pointcut pointcut, ServletRequestDetails request, IBaseResource resource) {
        HookParams params = new HookParams();
        if (pointcut == Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED) {
            params.add(IBaseResource.class, observation("1", "Patient/jane"));
        }
        params.add(IBaseResource.class, resource)
                .add(RequestDetails.class, request)
                .add(ServletRequestDetails.class, request)
                .add(TransactionDetails.class, new TransactionDetails())
                .add(InterceptorInvocationTimingEnum.class, InterceptorInvocationTimingEnum.ACTIVE);
        if (pointcut == Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED) {
            params.add(IIdType.class, resource.getIdElement());
        }
        storage.callHooks(pointcut, params);
    }

    private ServletRequestDetails request(RestOperationTypeEnum operation) {
        MockHttpServletRequest http = new MockHttpServletRequest();
        http.setRemoteAddr("192.0.2.7");
        ServletRequestDetails request = new ServletRequestDetails();
        request.setServletRequest(http);
        request.setServer(new RestfulServer(context));
        request.setRequestType(RequestTypeEnum.GET);
        request.setRestOperationType(operation);
        request.setFhirServerBase("https://evil.example/fhir");
        request.setCompleteUrl("https://evil.example/fhir/Observation");
        request.setRequestPath("Observation");
        request.setRequestId("request-1");
        request.setParameters(Map.of());
        return request;
    }

    private IBaseResource observation(String id, String patient) {
        IBaseResource observation = (IBaseResource) context.newJsonParser()
                .parseResource("{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"" + patient + "\"}}");
        observation.setId("Observation/" + id + "/_history/3");
        return observation;
    }

    private JsonNode onlyEvent() {
        assertThat(events()).hasSize(1);
        return events().get(0);
    }

    private List<JsonNode> events() {
        RecordAccessStore store = new RecordAccessStore(null, null, context, BASE);
        return audited.stream()
                .map(store::eventOf)
                .map(context.newJsonParser()::encodeResourceToString)
                .map(BalpAuditInterceptorTest::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static List<String> codesIn(JsonNode event) {
        List<String> codes = new ArrayList<>(event.path("subtype").findValuesAsText("code"));
        codes.addAll(event.at("/code/coding").findValuesAsText("code"));
        return codes;
    }

    private static List<String> policiesIn(JsonNode event) {
        return event.path("agent").findValues("policy").stream()
                .flatMap(policies -> Stream.iterate(0, i -> i < policies.size(), i -> i + 1)
                        .map(i -> policies.get(i).asText()))
                .toList();
    }
}
