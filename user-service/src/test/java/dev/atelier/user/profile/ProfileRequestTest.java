package dev.atelier.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.InputError;
import dev.atelier.common.problem.RefusedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

class ProfileRequestTest {

    private static final String ADA = "Ada Lovelace";
    private static final String EMAIL = "ada@example.org";

    @Test
    void fillsInWhatMayBeLeftOut() {
        Profile profile = new ProfileRequest(ADA, EMAIL, null, null, null).profile();

        assertThat(profile).isEqualTo(new Profile(ADA, EMAIL, "UTC", "en", List.of()));
    }

    @Test
    void bringsEverythingIntoItsOneForm() {
        Profile profile =
                new ProfileRequest(
                                "\u00a0 Ada  Lovelace\t",
                                " Ada@Example.org ",
                                "Europe/Zurich",
                                "DE-ch",
                                List.of("laptop", "java-basics", "laptop"))
                        .profile();

        assertThat(profile)
                .isEqualTo(
                        new Profile(
                                "Ada  Lovelace",
                                "Ada@Example.org",
                                "Europe/Zurich",
                                "de-CH",
                                List.of("laptop", "java-basics")));
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThat(
                        wrong(
                                new ProfileRequest(
                                        null, null, "CET+1", "de_CH", List.of("a", "ok", "B!"))))
                .containsExactly(
                        "/displayName",
                        "/email",
                        "/timeZone",
                        "/locale",
                        "/capabilities/0",
                        "/capabilities/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "李",
                "Siân O’Brien-Łęcki",
                "محمد",
                "👩‍👩‍👧‍👦",
                "Robert'); DROP TABLE users;--",
                "<b>Bobby</b>"
            })
    void acceptsNamesOfAllKinds(String name) {
        assertThat(named(name).profile().displayName()).isEqualTo(name);
    }

    @Test
    void countsCharactersOfNameAsPeopleWould() {
        assertThat(named("𝒜".repeat(100)).profile().displayName()).hasSize(200);
        assertThat(wrong(named("𝒜".repeat(101)))).containsExactly("/displayName");
        assertThat(wrong(named("a".repeat(101)))).containsExactly("/displayName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0\u2003",
                "\u200b",
                "a\u0000b",
                "a\nb",
                "a\u2028b",
                "a\ud800",
                "\u0085"
            })
    void refusesNamesThatCannotBeShown(String name) {
        assertThat(wrong(named(name))).containsExactly("/displayName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "first.last+tag@mail.example.museum",
                "o'brien@example.org",
                "用户@例子.公司",
                "x_1@sub-domain.example.org",
                "x@xn--bcher-kva.example"
            })
    void acceptsPlausibleAddresses(String email) {
        assertThat(addressed(email).profile().email()).isEqualTo(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.org",
                "ada@example",
                "ada@@example.org",
                "ada@example..org",
                "ada@-example.org",
                "ada@example.org.",
                ".ada@example.org",
                "a da@example.org",
                "ada@exam ple.org",
                "ada\u0000@example.org",
                "ada@example.org\u0000",
                "ada@example.org,bob@example.org",
                "Ada <ada@example.org>"
            })
    void refusesImplausibleAddresses(String email) {
        assertThat(wrong(addressed(email))).containsExactly("/email");
    }

    @Test
    void refusesAddressOverItsLength() {
        String domain = "@" + "d".repeat(60) + ".example.org";

        assertThat(addressed("a".repeat(254 - domain.length()) + domain).profile().email())
                .hasSize(254);
        assertThat(wrong(addressed("a".repeat(255 - domain.length()) + domain)))
                .containsExactly("/email");
    }

    /** A pattern that backtracks without end would let one request occupy a thread. */
    @Test
    void judgesHostileAddressAtOnce() {
        assertThat(wrong(addressed("a.".repeat(30_000) + "@" + "a-".repeat(1_000))))
                .containsExactly("/email");
        assertThat(wrong(addressed("a".repeat(120) + "@" + "a-".repeat(60))))
                .containsExactly("/email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Etc/GMT+5"})
    void acceptsTimeZonesOfIana(String zone) {
        assertThat(new ProfileRequest(ADA, EMAIL, zone, null, null).profile().timeZone())
                .isEqualTo(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "europe/zurich", "+01:00", "Mars/Olympus", "UTC+1", "UTC\u0000"})
    void refusesWhatIsNoTimeZone(String zone) {
        assertThat(wrong(new ProfileRequest(ADA, EMAIL, zone, null, null)))
                .containsExactly("/timeZone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de-CH", "zh-Hant-TW", "sr-Latn", "es-419", "rm-sursilv"})
    void acceptsLanguageTags(String tag) {
        assertThat(new ProfileRequest(ADA, EMAIL, null, tag, null).profile().locale())
                .isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "de_CH", "languagetag", "de-", "und", "en\u0000", "??"})
    void refusesWhatIsNoLanguageTag(String tag) {
        assertThat(wrong(new ProfileRequest(ADA, EMAIL, null, tag, null)))
                .containsExactly("/locale");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "Laptop", "a--b", "-ab", "ab-", "a b", "ab\n", "é-e", "ab\u0000"})
    void refusesWhatIsNoCapabilityCode(String code) {
        assertThat(wrong(capable(List.of("java-25", code)))).containsExactly("/capabilities/1");
    }

    @Test
    void boundsCapabilities() {
        List<String> hundred = IntStream.range(0, 100).mapToObj(index -> "code-" + index).toList();
        List<String> more = IntStream.range(0, 101).mapToObj(index -> "code-" + index).toList();

        assertThat(capable(hundred).profile().capabilities()).isEqualTo(hundred);
        assertThat(wrong(capable(more))).containsExactly("/capabilities");
        assertThat(capable(List.of("a".repeat(40))).profile().capabilities()).hasSize(1);
        assertThat(wrong(capable(List.of("a".repeat(41))))).containsExactly("/capabilities/0");
        assertThat(wrong(capable(Collections.singletonList(null))))
                .containsExactly("/capabilities/0");
        assertThat(wrong(capable(Arrays.asList("ab", null)))).containsExactly("/capabilities/1");
    }

    private static ProfileRequest named(String name) {
        return new ProfileRequest(name, EMAIL, null, null, null);
    }

    private static ProfileRequest addressed(String email) {
        return new ProfileRequest(ADA, email, null, null, null);
    }

    private static ProfileRequest capable(List<String> capabilities) {
        return new ProfileRequest(ADA, EMAIL, null, null, capabilities);
    }

    private static List<String> wrong(ProfileRequest request) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, request::profile);
        assertThat(refused).as("refusal of %s", request).isNotNull();
        return ((InvalidRequest) refused.refusal())
                .errors().stream().map(InputError::pointer).toList();
    }
}
