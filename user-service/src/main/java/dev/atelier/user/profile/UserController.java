package dev.atelier.user.profile;

import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.security.Caller;
import dev.atelier.common.web.EntityTag;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Users over HTTP. */
@RestController
@RequestMapping(UserController.PATH)
class UserController {

    static final String PATH = "/api/v1/users";

    /** Programs that must reach people may see how. */
    private static final String CONTACT_SCOPE = "contact:read";

    private final Users users;
    private final SavingProfile savingProfile;

    UserController(Users users, SavingProfile savingProfile) {
        this.users = users;
        this.savingProfile = savingProfile;
    }

    @PutMapping("/me")
    Mono<ResponseEntity<UserView.Full>> save(
            Caller caller,
            @RequestHeader HttpHeaders headers,
            @RequestBody ProfileRequest request) {
        List<String> ifMatch = headers.getOrDefault(HttpHeaders.IF_MATCH, List.of());
        return savingProfile
                .save(new UserId(caller.userId()), request.profile(), ifMatch)
                .map(saved -> saved.registered() ? created(saved.user()) : full(saved.user()));
    }

    @GetMapping("/me")
    Mono<ResponseEntity<UserView.Full>> me(Caller caller) {
        return users.registered(new UserId(caller.userId())).map(UserController::full);
    }

    @GetMapping("/{userId}")
    Mono<ResponseEntity<? extends UserView>> user(Caller caller, @PathVariable UUID userId) {
        return users.find(new UserId(userId))
                .<ResponseEntity<? extends UserView>>map(
                        user -> maySeeAll(caller, userId) ? full(user) : publicPart(user))
                .switchIfEmpty(Mono.error(() -> notFound(userId)));
    }

    private static boolean maySeeAll(Caller caller, UUID userId) {
        return caller.is(userId) || caller.admin() || caller.scopes().contains(CONTACT_SCOPE);
    }

    private static ResponseEntity<UserView.Full> created(User user) {
        return ResponseEntity.created(URI.create(PATH + "/" + user.id()))
                .eTag(EntityTag.of(user.version()).value())
                .body(UserView.Full.of(user));
    }

    private static ResponseEntity<UserView.Full> full(User user) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(user.version()).value())
                .body(UserView.Full.of(user));
    }

    /** Its tag differs from the full answer's, which the same URL gives to others. */
    private static ResponseEntity<UserView.Public> publicPart(User user) {
        UserView.Public view = UserView.Public.of(user);
        return ResponseEntity.ok()
                .eTag(EntityTag.of(user.version(), view.displayName()).value())
                .body(view);
    }

    private static RuntimeException notFound(UUID userId) {
        return new NotFound("There is no user " + userId + ".").exception();
    }
}
