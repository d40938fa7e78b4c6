package org.telemed.server.scope;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.server.scope.compartment.LimitedAccess;
import org.telemed.server.smart.SmartScopes;

class SearchScopesTest {

    /** The types beside Encounter that a search looks into. */
    private static final String SEARCHES = """
            status=planned;
            subject=Patient/1;
            subject:missing=true;
            subject:identifier=a|b;
            subject:Patient.birthdate=1;Patient
            subject.birthdate=1;Patient
            subject:Patient._id=1;Patient
            subject._id=1;Group,Patient
            part-of.status=planned;
            part-of:Encounter.subject:Patient.name=x;Patient
            part-of.subject.birthdate=1;Patient
            patient.organization.name=x;Organization,Patient
            subject:Patient.organization:Organization.partof.name=x;Organization,Patient
            subject:Patient._has:Observation:subject:code=x;Observation,Patient
            _has:Observation:encounter:code=x;Observation
            _has:Observation:encounter:performer:Practitioner.name=x;Observation,Practitioner
            _has:Observation:encounter:_has:AuditEvent:entity:agent:Device._id=x;AuditEvent,Device,Observation
            _list=1;List
            """;

    /** More of what a search may hold, which HAPI's parser of match URLs does not read. */
    private static final String RESULTS = """
            _sort=date;
            _sort=-Patient:subject.family;Patient
            _sort=date,-patient.family;Patient
            _include=Encounter:subject:Patient;Patient
            _include=Encounter:patient;Patient
            _include:iterate=Patient:organization;Organization,Patient
            _include=*;
            _revinclude=Observation:encounter;Observation
            _revinclude:iterate=Observation:encounter;Observation
            _revinclude=Observation:*;Observation
            """;

    private final FhirContext fhir = FhirContext.forR4Cached();
    private final FhirContextSearchParamRegistry registry = new FhirContextSearchParamRegistry(fhir);
    private final SearchScopes searches = new SearchScopes(registry, fhir.getResourceTypes());

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = SEARCHES)
    void each_type_that_a_query_looks_into_needs_its_scope(String query, String types) {
        requires(TypeSearch.of("Encounter", query), types);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = RESULTS)
    void so_does_what_is_sorted_by_or_included(String query, String types) {
        requires(TypeSearch.of("Encounter", query), types);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = SEARCHES)
    void hapi_s_own_form_of_the_search_says_the_same(String query, String types) {
        var parameters = new MatchUrlService(fhir, registry)
                .translateMatchUrl("Encounter?" + query, fhir.getResourceDefinition("Encounter"));
        requires(TypeSearch.of("Encounter", parameters), types);
    }

    @Test
    void the_type_that_is_searched_needs_its_scope_too() {
        assertThat(refusal(scopes("user/Encounter.crud"), TypeSearch.of("Encounter", "status=planned")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"_revinclude=*", "_filter=status eq x", "_has:x=1", "subject:nonsense.name=x"})
    void what_may_look_into_anything_needs_all_types(String query) {
        TypeSearch search = TypeSearch.of("Encounter", query);
        assertThat(refusal(scopes("user/Encounter.rs", "user/Patient.rs"), search))
                .isPresent();
        assertThat(refusal(scopes("user/*.rs"), search)).isEmpty();
    }

    @Test
    void one_possible_type_of_an_open_include_is_enough() {
        TypeSearch search = TypeSearch.of("Encounter", "_include=Encounter:subject");
        assertThat(refusal(scopes("user/Encounter.s", "user/Group.s"), search)).isEmpty();
        assertThat(refusal(scopes("user/Encounter.s", "user/Observation.s"), search))
                .isPresent();
    }

    @Test
    void an_open_chain_is_refused_with_the_advice_to_name_the_type() {
        SmartScopes granted = scopes("user/Encounter.s", "user/Patient.s");
        assertThat(refusal(granted, TypeSearch.of("Encounter", "subject._id=1")))
                .hasValueSatisfying(text -> assertThat(text).contains("subject:Patient.birthdate", "Group"));
        assertThat(refusal(granted, TypeSearch.of("Encounter", "subject:Patient._id=1")))
                .isEmpty();
    }

    @Test
    @Timeout(5)
    void a_chain_of_many_links_costs_nothing() {
        for (String link : List.of("part-of.", "subject:Patient.", "_has:List:item:", "subject:", "entity.")) {
            String chain = link.repeat(20_000) + "status=x";
            assertThat(refusal(scopes("user/Encounter.rs"), TypeSearch.of("Encounter", chain)))
                    .isPresent();
        }
        TypeSearch open = TypeSearch.of("AuditEvent", "entity.".repeat(18) + "_id=x");
        assertThat(refusal(scopes("user/AuditEvent.rs"), open)).isPresent();
    }

    /** With all but one of them it is refused, whichever that is, and with all it is not. */
    private void requires(TypeSearch search, String types) {
        TreeSet<String> all = new TreeSet<>(types == null ? List.of() : Arrays.asList(types.split(",")));
        assertThat(refusal(granting(all), search)).as(search.toString()).isEmpty();
        for (String missing : all) {
            TreeSet<String> others = new TreeSet<>(all);
            others.remove(missing);
            assertThat(refusal(granting(others), search))
                    .as("without %s", missing)
                    .isPresent();
        }
    }

    private Optional<String> refusal(SmartScopes scopes, TypeSearch search) {
        return searches.refusal(scopes, new LimitedAccess(fhir, scopes, Optional.of("jane")), search);
    }

    private static SmartScopes granting(TreeSet<String> types) {
        return scopes(Stream.concat(Stream.of("Encounter"), types.stream())
                .map(type -> "user/" + type + ".s")
                .toArray(String[]::new));
    }

    private static SmartScopes scopes(String... scopes) {
        return SmartScopes.of(List.of(scopes));
    }
}
