package dev.atelier.user.account;

import dev.atelier.common.security.Caller;
import dev.atelier.user.profile.UserId;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
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
    private final Erasing erasing;

    AccountController(ChangingStatus changingStatus, Erasing erasing) {
        this.changingStatus = changingStatus;
        this.erasing = erasing;
    }

    @DeleteMapping("/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> erase(Caller caller) {
        return erasing.erase(new UserId(caller.userId()));
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
