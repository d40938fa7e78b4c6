package org.telemed.server.scope.compartment;

import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRuleBuilderRuleOpClassifier;
import ca.uhn.fhir.rest.server.interceptor.auth.RuleBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.telemed.server.smart.CategoryFilter;
import org.telemed.server.smart.Permission;
import org.telemed.server.smart.SmartScope;
import org.telemed.server.smart.SmartScope.Context;

/** Builds HAPI's authorization rules for limited scopes: which resources a caller may see. */
record LimitedRules(
        PatientCompartment compartment,
        List<SmartScope> scopes,
        @Nullable String patient) {

    /** @param accesses of which a scope must grant one */
    List<IAuthRule> build(Set<Permission> accesses) {
        List<IAuthRule> rules = new ArrayList<>();
        for (SmartScope scope : scopes) {
            if (Collections.disjoint(scope.accesses(), accesses)) {
                continue;
            }
            if (scope.context() == Context.PATIENT && patient != null) {
                rules.addAll(inCompartment(scope, patient));
            } else if (scope.category() != null) {
                rules.addAll(
                        of(scope.type()).withFilter(scope.category().query()).build());
            }
        }
        return rules;
    }

    private List<IAuthRule> inCompartment(SmartScope scope, String owner) {
        IIdType id = compartment.fhir().getVersion().newIdType(PatientCompartment.NAME, owner);
        CategoryFilter category = scope.category();
        if (category != null) {
            return of(scope.type())
                    .inCompartmentWithFilter(PatientCompartment.NAME, id, category.query())
                    .build();
        }
        List<IAuthRule> rules = new ArrayList<>(
                of(scope.type()).inCompartment(PatientCompartment.NAME, id).build());
        compartment.fhir().getResourceTypes().stream()
                .filter(type -> isOpen(scope, type))
                .forEach(type -> rules.addAll(of(type).withAnyId().build()));
        return rules;
    }

    private boolean isOpen(SmartScope scope, String type) {
        return !compartment.mayHold(type)
                && scope.accesses().stream()
                        .anyMatch(access -> scope.allows(access, type) && compartment.isOpen(access, type));
    }

    private static IAuthRuleBuilderRuleOpClassifier of(String type) {
        var read = new RuleBuilder().allow().read();
        return type.equals(SmartScope.EVERY_TYPE) ? read.allResources() : read.resourcesOfType(type);
    }
}
