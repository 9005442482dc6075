package dev.atelier.user.directory;

import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.problem.CommonRefusal.Forbidden;
import dev.atelier.common.security.Caller;
import dev.atelier.user.profile.UserView;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

/** The list of users over HTTP. */
@RestController
class DirectoryController {

    private final Directory directory;

    DirectoryController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/api/v1/users")
    Mono<Page<UserView.Full>> list(
            @RequestParam(defaultValue = "") String q, PageRequest page, Caller caller) {
        Search search = Search.of(q);
        return caller.admin()
                ? directory.page(search, page).map(users -> users.map(UserView.Full::of))
                : Mono.error(() -> new Forbidden("Only an admin may list users.").exception());
    }
}
