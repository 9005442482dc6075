package dev.atelier.common.calendar;

import java.util.stream.Collectors;

/**
 * Breaks long lines as RFC 5545 wants it: after at most 75 octets of UTF-8, and never within a
 * character. The library counts characters.
 */
final class OctetFolding {

    private static final int MAX_OCTETS = 75;
    private static final String CRLF = "\r\n";
    private static final String CONTINUED = CRLF + " ";

    private OctetFolding() {}

    /**
     * @param unfolded lines that end in CRLF
     */
    static String fold(String unfolded) {
        return unfolded.lines().map(OctetFolding::foldLine).collect(Collectors.joining(CRLF))
                + CRLF;
    }

    private static String foldLine(String line) {
        StringBuilder folded = new StringBuilder(line.length() + 16);
        int octets = 0;
        for (int character : line.codePoints().toArray()) {
            int size = octets(character);
            if (octets + size > MAX_OCTETS) {
                folded.append(CONTINUED);
                octets = 1;
            }
            folded.appendCodePoint(character);
            octets += size;
        }
        return folded.toString();
    }

    private static int octets(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
