package org.telemed.oracle;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The oracle shares no code with what it judges. */
@AnalyzeClasses(packages = "org.telemed.oracle")
class OracleIndependenceTest {
    @ArchTest
    static final ArchRule the_oracle_is_built_of_the_jdk_and_jackson = classes()
            .that(not(belongToAnyOf(
                    Product.class, Refusals.class, MembershipOracleTest.class, OracleIndependenceTest.class)))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.telemed.oracle..", "java..", "org.jspecify..", "com.fasterxml.jackson..")
            .because("a misreading in shared code would be on both sides and never show");
}
