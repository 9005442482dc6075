package dev.atelier.local.demo;

import static dev.atelier.local.demo.Workshops.path;
import static dev.atelier.local.demo.Workshops.signUp;

import dev.atelier.local.demo.DataSet.Workshop;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** A small workshop from its publication to the first promotion off its waitlist. */
class Story {

    private final Workshop stage;
    private final Workshops workshops;
    private final Teller teller;
    private final Clock clock;

    private final Caller ada;
    private final Caller alan;
    private final Caller katherine;
    private final Caller joan;
    private final Caller barbara;
    private final Caller edsger;

    Story(DataSet data, Company company, Workshops workshops, Teller teller, Clock clock) {
        this.stage = data.stage();
        this.workshops = workshops;
        this.teller = teller;
        this.clock = clock;
        this.ada = company.member(stage.organizer());
        this.alan = company.member("alan");
        this.katherine = company.member("katherine");
        this.joan = company.member("joan");
        this.barbara = company.member("barbara");
        this.edsger = company.member("edsger");
    }

    /**
     * Plays it.
     *
     * @return the workshop
     */
    JsonNode play() {
        JsonNode workshop = publish();
        Answer alansSeat = becomesAware(workshop);
        fills(workshop);
        Answer barbarasPlace = waits(barbara, workshop, 1);
        Answer edsgersPlace = waits(edsger, workshop, 2);
        seats(workshop, 3, 2);
        cancels(alan, workshop, alansSeat);
        isPromoted(barbara, workshop, barbarasPlace);
        movesUp(edsger, workshop, edsgersPlace);
        seats(workshop, 3, 1);
        looksAtList(workshop);
        return workshop;
    }

    private JsonNode publish() {
        teller.chapter("A workshop with three seats");
        JsonNode workshop = workshops.publish(stage, start(), ada);
        teller.tell("Ada publishes “" + stage.title() + "”, with " + stage.capacity() + " seats.");
        teller.tell("    " + Workshops.occasion(workshop));
        return workshop;
    }

    /** The cast still holds seats in the workshops of earlier runs, so no two may overlap. */
    private Instant start() {
        Instant usual = stage.start(clock);
        return workshops.of(ada).stream()
                .filter(workshop -> Workshops.title(workshop).equals(stage.title()))
                .map(workshop -> Workshops.start(workshop).plus(Duration.ofDays(1)))
                .filter(usual::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(usual);
    }

    private Answer becomesAware(JsonNode workshop) {
        Answer refusal =
                signUp(workshop, List.of(), alan)
                        .expectProblem(422, "requirements-not-acknowledged");
        teller.tell("Alan wants a seat, and is first shown what the workshop asks of him:");
        teller.note(refusal);
        List<String> ids = new ArrayList<>();
        for (JsonNode requirement : shown(refusal)) {
            ids.add(requirement.path("id").asString());
            boolean met = requirement.path("met").asBoolean(false);
            teller.point(met, description(requirement));
        }
        Answer seat = signUp(workshop, ids, alan).expect(201);
        teller.tell("He has seen it, acknowledges, and signs up: " + seat.field("status") + ".");
        teller.note(seat);
        return seat;
    }

    /** The contract leaves the list's name open; its items are those that say whether met. */
    private static Iterable<JsonNode> shown(Answer refusal) {
        for (JsonNode member : refusal.body()) {
            if (member.isArray() && member.path(0).has("met")) {
                return member;
            }
        }
        throw new UnexpectedAnswer(refusal, "the demo expects the requirements in it");
    }

    private static String description(JsonNode requirement) {
        return "%s: %s%s"
                .formatted(
                        requirement.path("code").asString(""),
                        requirement.path("description").asString(""),
                        requirement.path("mandatory").asBoolean(true) ? "" : " (optional)");
    }

    private void fills(JsonNode workshop) {
        List<String> all = Workshops.requirements(workshop);
        Answer katherines = signUp(workshop, all, katherine).expect(201);
        teller.tell("Katherine signs up: " + katherines.field("status") + ".");
        Answer first = signUp(workshop, all, joan).expect(201);
        Answer again = signUp(workshop, all, joan).expect(200);
        teller.tell("Joan's finger slips and she signs up twice; she still has one seat:");
        teller.note(first);
        teller.note(again);
    }

    private Answer waits(Caller caller, JsonNode workshop, int position) {
        Answer place = signUp(workshop, Workshops.requirements(workshop), caller).expect(201);
        if (!place.field("status").equals("WAITLISTED")
                || place.number("waitlistPosition") != position) {
            throw new UnexpectedAnswer(place, "the demo expects waitlist position " + position);
        }
        teller.tell(
                "No seat is left for %s: %s, position %d."
                        .formatted(caller.firstName(), place.field("status"), position));
        teller.note(place);
        return place;
    }

    private void cancels(Caller caller, JsonNode workshop, Answer seat) {
        Answer gone = caller.delete(participant(workshop, seat)).expect(204);
        teller.tell(caller.firstName() + " cannot come after all, and cancels.");
        teller.note(gone);
    }

    private void isPromoted(Caller caller, JsonNode workshop, Answer place) {
        Instant before = clock.instant();
        Answer promoted =
                eventually(
                        caller,
                        participant(workshop, place),
                        answer -> answer.field("status").equals("ENROLLED"),
                        "that " + caller.firstName() + " is promoted");
        long millis = Duration.between(before, clock.instant()).toMillis();
        teller.tell(
                "%s, who waited longest, has the seat %d ms later: %s."
                        .formatted(caller.firstName(), millis, promoted.field("status")));
        teller.note(promoted);
    }

    private void movesUp(Caller caller, JsonNode workshop, Answer place) {
        eventually(
                caller,
                participant(workshop, place),
                answer -> answer.number("waitlistPosition") == 1,
                "that " + caller.firstName() + " moves up");
        teller.tell(caller.firstName() + " moves up to position 1.");
    }

    private void seats(JsonNode workshop, int enrolled, int waitlisted) {
        Answer seats =
                eventually(
                        katherine,
                        path(workshop) + "/seats",
                        answer ->
                                answer.number("enrolled") == enrolled
                                        && answer.number("waitlisted") == waitlisted,
                        "%d enrolled and %d waiting".formatted(enrolled, waitlisted));
        teller.tell(
                "Seats: %d of %d taken, %d free, %d waiting."
                        .formatted(
                                seats.number("enrolled"),
                                seats.number("capacity"),
                                seats.number("free"),
                                seats.number("waitlisted")));
    }

    private void looksAtList(JsonNode workshop) {
        teller.tell("Ada looks at her list:");
        for (JsonNode participant : ada.all(path(workshop) + "/participants?limit=100")) {
            teller.tell(
                    "    %-10s %s"
                            .formatted(
                                    participant.path("status").asString(""),
                                    name(participant.path("userId").asString())));
        }
    }

    private String name(String userId) {
        return ada.get("/users/" + userId).expect(200).field("displayName");
    }

    private static Answer eventually(
            Caller caller, String path, Predicate<Answer> wished, String expectation) {
        Answer answer = Gateway.await(() -> caller.get(path).expect(200), wished);
        if (!wished.test(answer)) {
            throw new UnexpectedAnswer(answer, "the demo expects " + expectation);
        }
        return answer;
    }

    private static String participant(JsonNode workshop, Answer participant) {
        return path(workshop) + "/participants/" + participant.field("id");
    }
}
