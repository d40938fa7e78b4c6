package org.telemed.plugin.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final VerifiedToken VERIFIED =
            new VerifiedToken(new JWSHeader(JWSAlgorithm.RS256), new JWTClaimsSet.Builder().build(), List.of());

    private final VerifiedTokens tokens = new VerifiedTokens();

    @Test
    void a_token_is_found_by_all_of_its_characters() {
        tokens.add("a.b.c", VERIFIED);
        assertThat(tokens.find("a.b.c")).containsSame(VERIFIED);
        assertThat(tokens.find("a.b.C")).isEmpty();
        assertThat(tokens.find("a.b")).isEmpty();
    }

    @Test
    void a_thousand_are_known_those_that_were_used_last() {
        IntStream.range(0, 1_000).forEach(i -> tokens.add("token" + i, VERIFIED));
        assertThat(tokens.find("token0")).isPresent();
        tokens.add("another", VERIFIED);
        assertThat(tokens.find("token0")).isPresent();
        assertThat(tokens.find("token1")).isEmpty();
        assertThat(tokens.find("token2")).isPresent();
    }

    @Test
    void a_token_longer_than_8_KB_is_not_kept() {
        String longest = "x".repeat(8 * 1024);
        tokens.add(longest, VERIFIED);
        tokens.add(longest + "x", VERIFIED);
        assertThat(tokens.find(longest)).isPresent();
        assertThat(tokens.find(longest + "x")).isEmpty();
    }
}
