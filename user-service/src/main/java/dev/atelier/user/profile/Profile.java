package dev.atelier.user.profile;

import java.util.List;

/**
 * What a user says of themselves, valid and in its one form.
 *
 * @param email unique regardless of case, kept as it was written
 * @param timeZone an IANA name
 * @param locale a BCP 47 tag in its canonical case
 * @param capabilities the requirement codes that the user meets, each once, in the user's order
 */
public record Profile(
        String displayName,
        String email,
        String timeZone,
        String locale,
        List<String> capabilities) {}
