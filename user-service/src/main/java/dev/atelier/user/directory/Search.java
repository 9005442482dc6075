package dev.atelier.user.directory;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;

/**
 * What an admin looks for.
 *
 * @param text a part of a name or an e-mail address, in any case; empty for everybody
 */
record Search(String text) {

    /** The longest text that can be found: an address. */
    private static final int MAX_LENGTH = 254;

    /**
     * @throws dev.atelier.common.problem.RefusedException for what no name or address can hold
     */
    static Search of(String q) {
        String text = q.strip();
        if (text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw InvalidRequest.at("/q", "must be at most " + MAX_LENGTH + " printable characters")
                    .exception();
        }
        return new Search(text);
    }
}
