package dev.atelier.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.eventlog.DomainEvent;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

class UserTest {

    private static final Instant MONDAY = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2027-03-02T09:00:00Z");
    private static final UserId ID = new UserId(UUID.randomUUID());
    private static final Profile ADA = profile("Ada");

    @Test
    void startsActiveAtVersionOne() {
        assertThat(User.registered(ID, ADA, MONDAY))
                .isEqualTo(new User(ID, ADA, UserStatus.ACTIVE, 1, MONDAY, MONDAY));
    }

    @Test
    void takesNextVersionWithChange() {
        Profile countess = profile("Ada, Countess of Lovelace");

        assertThat(User.registered(ID, ADA, MONDAY).changed(countess, TUESDAY))
                .isEqualTo(new User(ID, countess, UserStatus.ACTIVE, 2, MONDAY, TUESDAY));
    }

    @Test
    void staysTheSameWhenNothingChanges() {
        User user = User.registered(ID, ADA, MONDAY);

        assertThat(user.changed(profile("Ada"), TUESDAY)).isSameAs(user);
    }

    @Test
    void tellsOthersEverythingButTheAddress() {
        User user = User.registered(ID, ADA, MONDAY);

        DomainEvent event = UserEvents.registered(user);

        assertThat(event.type()).isEqualTo("user.registered.v1");
        assertThat(event.subject()).isEqualTo(ID.value());
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(new JsonMapper().writeValueAsString(event.data()))
                .isEqualTo(
                        """
                        {"id":"%s","displayName":"Ada","timeZone":"UTC","locale":"en",\
                        "status":"ACTIVE","capabilities":["laptop"]}\
                        """
                                .formatted(ID));
    }

    private static Profile profile(String name) {
        return new Profile(name, "ada@example.org", "UTC", "en", List.of("laptop"));
    }
}
