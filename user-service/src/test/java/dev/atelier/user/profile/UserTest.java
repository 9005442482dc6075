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

    @Test
    void leavesNothingPersonalBehind() {
        Tombstone tombstone = Tombstone.of(User.registered(ID, ADA, MONDAY), TUESDAY);

        DomainEvent event = UserEvents.erased(tombstone);

        assertThat(tombstone).isEqualTo(new Tombstone(ID, 2, TUESDAY));
        assertThat(event.type()).isEqualTo("user.erased.v1");
        assertThat(event.sequence()).isEqualTo(2);
        assertThat(new JsonMapper().writeValueAsString(event.data()))
                .isEqualTo(
                        """
                        {"id":"%s","displayName":null,"timeZone":null,"locale":null,\
                        "status":"ERASED","capabilities":[]}\
                        """
                                .formatted(ID));
    }

    @Test
    void goesOnWithVersionWhenRegisteredAnew() {
        assertThat(new Tombstone(ID, 7, MONDAY).registered(ADA, TUESDAY))
                .isEqualTo(new User(ID, ADA, UserStatus.ACTIVE, 8, TUESDAY, TUESDAY));
    }

    @Test
    void keepsVersionWhenStatusStays() {
        User user = User.registered(ID, ADA, MONDAY);

        assertThat(user.become(UserStatus.ACTIVE, TUESDAY)).isSameAs(user);
        assertThat(user.become(UserStatus.DEACTIVATED, TUESDAY))
                .isEqualTo(new User(ID, ADA, UserStatus.DEACTIVATED, 2, MONDAY, TUESDAY));
    }

    private static Profile profile(String name) {
        return new Profile(name, "ada@example.org", "UTC", "en", List.of("laptop"));
    }
}
