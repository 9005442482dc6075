package dev.atelier.local.demo;

import dev.atelier.local.demo.DataSet.Person;
import dev.atelier.local.issuer.LocalTokens;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everybody in the demo, signed in. */
class Company {

    private final Map<String, Caller> callers = new HashMap<>();
    private final Teller teller;

    Company(DataSet data, Gateway gateway, LocalTokens tokens, Teller teller) {
        this.teller = teller;
        for (List<Person> people : List.of(data.organizers(), data.guests(), data.cast())) {
            for (Person person : people) {
                String token = tokens.token(person.name());
                callers.put(person.name(), new Caller(person, token, gateway));
            }
        }
    }

    /**
     * The person of that name.
     *
     * @throws IllegalStateException when the data set has none
     */
    Caller member(String name) {
        Caller caller = callers.get(name);
        if (caller == null) {
            throw new IllegalStateException("data-set.json knows nobody called " + name);
        }
        return caller;
    }

    void register(DataSet data) {
        teller.chapter("People register");
        register("organize", data.organizers());
        register("look for something to learn", data.guests());
        register("play in the story below", data.cast());
    }

    private void register(String purpose, List<Person> people) {
        people.forEach(person -> member(person.name()).register());
        String some =
                people.stream().limit(4).map(Person::displayName).collect(Collectors.joining(", "));
        teller.tell("%d %s: %s …".formatted(people.size(), purpose, some));
    }
}
