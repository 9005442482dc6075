package dev.atelier.user.profile;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.InputError;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A profile as a client sends it, with everything that can be wrong with it. */
record ProfileRequest(
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String timeZone,
        @Nullable String locale,
        @Nullable List<@Nullable String> capabilities) {

    private static final String DEFAULT_TIME_ZONE = "UTC";
    private static final String DEFAULT_LOCALE = "en";
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MAX_CAPABILITIES = 100;

    private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** Spaces of every script; {@link String#strip()} leaves the non-breaking ones. */
    private static final Pattern OUTER_SPACE = Pattern.compile("^[\\p{Z}\\s]+|[\\p{Z}\\s]+$");

    private static final Predicate<String> SHOWS_SOMETHING =
            Pattern.compile("[^\\p{Z}\\p{C}]").asPredicate();

    /** Control characters, of which Postgres refuses NUL, halves of characters, and line breaks. */
    private static final Predicate<String> UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]").asPredicate();

    /** Plausible, not proven: only a message that arrives proves an address. */
    private static final Predicate<String> EMAIL =
            Pattern.compile(
                            "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
                                + "@([\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)+"
                                + "[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])")
                    .asMatchPredicate();

    private static final Predicate<String> CODE =
            Pattern.compile("(?=.{2,40}$)[a-z0-9]+(-[a-z0-9]+)*").asMatchPredicate();

    /**
     * The profile in its one form: trimmed, the defaults put in, capabilities once each.
     *
     * @throws dev.atelier.common.problem.RefusedException when anything is wrong, naming all of it
     */
    Profile profile() {
        Findings findings = new Findings();
        Profile profile =
                new Profile(
                        validName(findings),
                        validEmail(findings),
                        validTimeZone(findings),
                        validLocale(findings),
                        validCapabilities(findings));
        findings.refuse();
        return profile;
    }

    private String validName(Findings findings) {
        String name = trimmed(displayName);
        int length = name.codePointCount(0, name.length());
        findings.require(
                SHOWS_SOMETHING.test(name) && length <= MAX_NAME_LENGTH && !UNPRINTABLE.test(name),
                "/displayName",
                "must be 1 to " + MAX_NAME_LENGTH + " printable characters");
        return name;
    }

    private String validEmail(Findings findings) {
        String address = trimmed(email);
        findings.require(
                address.length() <= MAX_EMAIL_LENGTH && EMAIL.test(address),
                "/email",
                "must be an e-mail address of at most " + MAX_EMAIL_LENGTH + " characters");
        return address;
    }

    private String validTimeZone(Findings findings) {
        String zone = timeZone == null ? DEFAULT_TIME_ZONE : timeZone;
        findings.require(
                TIME_ZONES.contains(zone),
                "/timeZone",
                "must be an IANA time zone, for instance Europe/Zurich");
        return zone;
    }

    private String validLocale(Findings findings) {
        try {
            Locale valid =
                    new Locale.Builder()
                            .setLanguageTag(locale == null ? DEFAULT_LOCALE : locale)
                            .build();
            findings.require(!valid.getLanguage().isEmpty(), "/locale", "must name a language");
            return valid.toLanguageTag();
        } catch (IllformedLocaleException _) {
            findings.add("/locale", "must be a BCP 47 language tag, for instance de-CH");
            return DEFAULT_LOCALE;
        }
    }

    private List<String> validCapabilities(Findings findings) {
        List<@Nullable String> codes = capabilities == null ? List.of() : capabilities;
        findings.require(
                codes.size() <= MAX_CAPABILITIES,
                "/capabilities",
                "must be at most " + MAX_CAPABILITIES);
        List<String> valid = new ArrayList<>();
        for (int index = 0; index < codes.size(); index++) {
            String code = codes.get(index);
            if (code != null && CODE.test(code)) {
                valid.add(code);
            } else {
                findings.add(
                        "/capabilities/" + index,
                        "must be 2 to 40 of a-z, 0-9 and single hyphens between them");
            }
        }
        return valid.stream().distinct().toList();
    }

    private static String trimmed(@Nullable String text) {
        return text == null ? "" : OUTER_SPACE.matcher(text).replaceAll("");
    }

    /** What is wrong so far. */
    private static final class Findings {

        private final List<InputError> errors = new ArrayList<>();

        void add(String pointer, String detail) {
            errors.add(new InputError(pointer, detail));
        }

        void require(boolean holds, String pointer, String detail) {
            if (!holds) {
                add(pointer, detail);
            }
        }

        void refuse() {
            if (!errors.isEmpty()) {
                throw new InvalidRequest(List.copyOf(errors)).exception();
            }
        }
    }
}
