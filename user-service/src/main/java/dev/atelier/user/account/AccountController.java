package dev.atelier.user.account;

import dev.atelier.common.security.Caller;
import dev.atelier.user.profile.UserId;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.util.UUID;

/** Accounts over HTTP. */
@RestController
@RequestMapping("/api/v1/users")
class AccountController {

    private final ChangingStatus changingStatus;

    AccountController(ChangingStatus changingStatus) {
        this.changingStatus = changingStatus;
    }

    @PostMapping("/{userId}/deactivate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> deactivate(@PathVariable UUID userId, Caller caller) {
        return changingStatus.deactivate(new UserId(userId), caller);
    }

    @PostMapping("/{userId}/reactivate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> reactivate(@PathVariable UUID userId, Caller caller) {
        return changingStatus.reactivate(new UserId(userId), caller);
    }
}
