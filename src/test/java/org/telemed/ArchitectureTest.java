package org.telemed;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The arrows of the architecture: who may import whom. */
@AnalyzeClasses(packages = "org.telemed", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule core_imports_the_jdk_and_itself = classes()
            .that()
            .resideInAPackage("org.telemed.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.telemed.core..", "java..", "org.jspecify..")
            .because("the rules must be testable without a server, a vendor or a FHIR version (invariant 1)");

    @ArchTest
    static final ArchRule parts_of_the_product_form_no_circle =
            slices().matching("org.telemed.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_within_a_part_form_no_circle =
            slices().matching("org.telemed.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_two_packages_form_a_circle =
            slices().matching("org.telemed.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule creating_knows_no_other_use_case =
            useCase("create", "token", "end", "status", "reconcile", "sweep");

    @ArchTest
    static final ArchRule tokens_know_no_other_use_case =
            useCase("token", "create", "end", "status", "reconcile", "sweep");

    @ArchTest
    static final ArchRule ending_knows_no_other_use_case =
            useCase("end", "create", "token", "status", "reconcile", "sweep");

    @ArchTest
    static final ArchRule a_status_knows_no_other_use_case =
            useCase("status", "create", "token", "end", "reconcile", "sweep");

    @ArchTest
    static final ArchRule reconciling_knows_no_other_use_case =
            useCase("reconcile", "create", "token", "end", "status", "sweep");

    @ArchTest
    static final ArchRule the_vendor_stays_in_its_package = noClasses()
            .that()
            .resideOutsideOfPackage("org.telemed.twilio..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.twilio..")
            .because("a second vendor is one package beside it (invariant 2)");

    @ArchTest
    static final ArchRule a_vendor_is_made_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackage("org.telemed.twilio..")
            .and()
            .haveNameNotMatching("org\\.telemed\\.plugin\\.wiring\\.Twilio(Vendor|Message)Configuration(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.telemed.twilio..")
            .because("a second vendor is one package, and a bean for each of its services");

    @ArchTest
    static final ArchRule jose_stays_in_its_package = noClasses()
            .that()
            .resideOutsideOfPackages("org.telemed.plugin.issuer..", "org.telemed.twilio..", "org.telemed.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds..")
            .because("tokens are signed in one place and checked in one, and the rest never holds one in parts");

    @ArchTest
    static final ArchRule fhir_versions_stay_in_fhir = noClasses()
            .that()
            .resideOutsideOfPackages("org.telemed.fhir..", "org.telemed.hapi.audit.balp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hl7.fhir.r4..", "org.hl7.fhir.r4b..", "org.hl7.fhir.r5..")
            .because(
                    "a rule added for R4 and not for R5 is a bug (invariant 2); HAPI's BALP interceptor speaks R4 alone,"
                            + " whatever the server speaks");

    @ArchTest
    static final ArchRule fhir_points_to_core = only("fhir", "core");

    @ArchTest
    static final ArchRule hapi_points_to_fhir_and_core = only("hapi", "fhir", "core");

    @ArchTest
    static final ArchRule twilio_points_to_core = only("twilio", "core");

    @ArchTest
    static final ArchRule zapehr_points_to_hapi_fhir_and_core = only("zapehr", "hapi", "fhir", "core");

    @ArchTest
    static final ArchRule plugin_points_below_itself = only("plugin", "hapi", "twilio", "zapehr", "fhir", "core");

    @ArchTest
    static final ArchRule the_emulator_knows_the_wire_only = only("emulator");

    @ArchTest
    static final ArchRule the_emulator_is_built_of_the_jdk_tomcat_and_jackson = classes()
            .that()
            .resideInAPackage("org.telemed.emulator..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.telemed.emulator..",
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "jakarta.servlet..",
                    "jakarta.websocket..",
                    "org.apache.catalina..",
                    "org.apache.tomcat..",
                    "org.apache.coyote..",
                    "com.fasterxml.jackson..")
            .because("a test double that shares the adapter's mistakes proves nothing");

    @ArchTest
    static final ArchRule only_the_demo_starts_the_emulator = noClasses()
            .that()
            .resideOutsideOfPackages("org.telemed.emulator..", "org.telemed.server.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.telemed.emulator..")
            .because("nothing of the demo exists outside its profile");

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .that()
            .resideOutsideOfPackages("org.telemed.emulator..", "org.telemed.server..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from an injected Clock (invariant 13)");

    /** A use case of the core does not know these others: what they share is in the packages below them. */
    private static ArchRule useCase(String one, String... others) {
        return noClasses()
                .that()
                .resideInAPackage("org.telemed.core." + one + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others)
                        .map(other -> "org.telemed.core." + other + "..")
                        .toArray(String[]::new))
                .because("a change to one use case must not reach another");
    }

    /** A package of ours may use these packages of ours, and itself. */
    private static ArchRule only(String from, String... to) {
        String[] allowed = new String[to.length + 1];
        allowed[0] = "org.telemed." + from + "..";
        for (int i = 0; i < to.length; i++) {
            allowed[i + 1] = "org.telemed." + to[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage("org.telemed." + from + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.telemed..").and(resideOutsideOfPackages(allowed)))
                .because("the arrows are server → plugin → {hapi, twilio, zapehr, fhir, core}, hapi → fhir → core");
    }
}
