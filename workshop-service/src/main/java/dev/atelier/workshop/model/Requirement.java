package dev.atelier.workshop.model;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * What a workshop asks of its people.
 *
 * @param code what it is, in the vocabulary that users describe their capabilities with
 * @param audience of whom it is asked
 * @param broughtBy the organizer who brings it along, and takes it away again on leaving
 */
public record Requirement(
        RequirementId id,
        String code,
        Kind kind,
        Audience audience,
        @Nullable String description,
        boolean mandatory,
        @Nullable OrganizerId broughtBy) {

    /** What sort of thing is asked. */
    public enum Kind {
        SKILL,
        EQUIPMENT,
        CERTIFICATE,
        AGE,
        OTHER
    }

    /** Of whom it is asked. */
    public enum Audience {
        PARTICIPANT,
        ORGANIZER
    }

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Whether users and workshops may name something so. */
    public static boolean isCode(String text) {
        return text.length() >= 2 && text.length() <= 40 && CODE.matcher(text).matches();
    }

    Requirement identifiedBy(RequirementId other) {
        return new Requirement(other, code, kind, audience, description, mandatory, broughtBy);
    }

    /** Whether both ask the same of the same people. */
    boolean isSameAs(Requirement other) {
        return code.equals(other.code) && audience == other.audience;
    }

    void check(String pointer, Violations violations) {
        violations.unless(
                isCode(code),
                pointer + "/code",
                "must be 2 to 40 lower-case letters and digits, in words joined by hyphens");
        violations.text(description, pointer + "/description", 500);
    }
}
