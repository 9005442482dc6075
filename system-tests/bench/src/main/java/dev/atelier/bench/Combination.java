package dev.atelier.bench;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Filters and a sort, as somebody may combine them.
 *
 * @param seeker whose token is sent
 * @param page which page is read, from 1
 * @param query of the list of workshops; a number in braces stands for that many days from now
 */
record Combination(String seeker, int page, String query) {

    /** Someone with a few capabilities. */
    static final String BEGINNER = "beginner";

    /** Someone with nearly all. */
    static final String EXPERT = "expert";

    /** Someone who runs some hundred workshops. */
    static final String ORGANIZER = "organizer";

    /** What is measured. Words: workshop is in a quarter, kiln in a sixth, zanzibar in ten. */
    static final List<Combination> ALL =
            List.of(
                    first(""),
                    first("sort=-startsAt"),
                    first("sort=title"),
                    first("limit=100"),
                    new Combination(BEGINNER, 20, "limit=100"),
                    new Combination(BEGINNER, 20, "limit=100&sort=-startsAt"),
                    new Combination(BEGINNER, 20, "limit=100&sort=title"),
                    first("from={0}"),
                    first("to={0}"),
                    first("from={30}&to={31}"),
                    first("from={0}&sort=-startsAt"),
                    first("from={0}&sort=title"),
                    first("from={100}&to={107}&sort=title"),
                    first("format=ONLINE"),
                    first("format=ONLINE,HYBRID&from={0}"),
                    first("status=CANCELLED"),
                    first("status=COMPLETED&sort=-startsAt"),
                    first("status=PUBLISHED,COMPLETED"),
                    first("status=PUBLISHED,CANCELLED,COMPLETED&sort=title"),
                    first("requires=laptop"),
                    first("requires=writing-basics"),
                    first("requires=writing-basics&sort=title"),
                    first("requires=no-such-code"),
                    first("meets="),
                    first("meets=laptop"),
                    first("meets=laptop,java-basics,sql-basics,git-basics&from={0}"),
                    first("meets=laptop&sort=-startsAt&format=ONSITE"),
                    first("hasSeats=true"),
                    first("hasSeats=true&from={0}&sort=title"),
                    first("eligible=me"),
                    new Combination(EXPERT, 1, "eligible=me"),
                    first("eligible=me&sort=title"),
                    first("eligible=me&sort=-startsAt&format=ONLINE"),
                    new Combination(EXPERT, 10, "eligible=me&limit=100"),
                    new Combination(ORGANIZER, 1, "organizer=me"),
                    new Combination(ORGANIZER, 1, "organizer=me&sort=title&from={0}"),
                    new Combination(ORGANIZER, 1, "organizer=me&q=workshop&sort=relevance"),
                    first("q=workshop"),
                    first("q=kiln"),
                    first("q=zanzibar"),
                    first("q=nowhere-to-be-found"),
                    first("q=workshop&sort=-startsAt"),
                    first("q=workshop&sort=title"),
                    first("q=zanzibar&sort=title"),
                    first("q=workshop&sort=relevance"),
                    first("q=kiln&sort=relevance"),
                    first("q=zanzibar&sort=relevance"),
                    first("q=nowhere-to-be-found&sort=relevance"),
                    new Combination(BEGINNER, 5, "q=workshop&sort=relevance&limit=100"),
                    first("q=Werkstatt&sort=relevance"),
                    first("q=%22coaching+observability%22&sort=relevance"),
                    first("q=c%C3%A9ramique+OR+t%C3%B6pfern&sort=relevance"),
                    first("q=raku+-kiln&from={0}"),
                    first("q=%E7%AA%AF&sort=relevance"),
                    first("q=the"),
                    first("q=kiln&meets=laptop&hasSeats=true"),
                    first("q=kiln&meets=laptop&hasSeats=true&sort=relevance"),
                    first("q=weaving&eligible=me&sort=relevance"),
                    first("q=zanzibar&eligible=me"),
                    first("q=glazing&requires=laptop&format=ONLINE&sort=title"),
                    first("status=COMPLETED&q=workshop&sort=relevance"));

    private static Combination first(String query) {
        return new Combination(BEGINNER, 1, query);
    }

    /** As a person reads it in a table. */
    String name() {
        String filters = query.isEmpty() ? "(no filter)" : decoded(query);
        String who = query.contains("=me") ? " as " + seeker : "";
        return filters + who + (page == 1 ? "" : " page " + page);
    }

    private static String decoded(String query) {
        return URLDecoder.decode(query, StandardCharsets.UTF_8);
    }
}
