package org.telemed.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.telemed.oracle.Outcome.Kind;

/**
 * Who gets a token, and when: the product and the oracle agree on random cases, the same in each run. 20,000 for R4 and
 * for R5 in each build, 100,000 with {@code -Pthorough} or {@code -Doracle.cases=100000}; others with
 * {@code -Doracle.seed=7}. R4B, which is to be as R4, gets a tenth.
 */
@Tag("slow")
class MembershipOracleTest {
    private static final int CASES = Integer.getInteger("oracle.cases", 20_000);
    private static final long SEED = Long.getLong("oracle.seed", 20261127);

    @ParameterizedTest
    @ValueSource(strings = {"R4", "R4B", "R5"})
    void the_product_decides_as_the_contract_says(String version, TestReporter reporter) {
        int cases = version.equals("R4B") ? CASES / 10 : CASES;
        Product product = new Product(FhirContext.forCached(FhirVersionEnum.valueOf(version)));
        RandomCases random = new RandomCases(version, SEED);
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (int i = 0; i < cases; i++) {
            Case asked = random.next();
            Outcome outcome = product.outcome(asked);
            if (!Oracle.outcomes(asked).contains(outcome)) {
                fail(difference(product, asked, outcome.kind()));
            }
            counts.merge(outcome.kind(), 1, Integer::sum);
        }
        reporter.publishEntry(version + ", " + cases + " cases", counts.toString());
        for (Kind kind : Kind.values()) {
            assertThat(counts.getOrDefault(kind, 0)).as("cases of " + kind).isGreaterThanOrEqualTo(cases / 100);
        }
    }

    private static String difference(Product product, Case found, Kind kind) {
        Case smallest = new Shrinker(asked -> differs(product, asked, kind)).smallest(found);
        Set<Outcome> expected = Oracle.outcomes(smallest);
        return "By the contract %s, by the product %s, for seed %d and this case:%n%s"
                .formatted(expected, product.outcome(smallest), SEED, smallest);
    }

    private static boolean differs(Product product, Case asked, Kind kind) {
        Outcome outcome = product.outcome(asked);
        return outcome.kind() == kind && !Oracle.outcomes(asked).contains(outcome);
    }
}
