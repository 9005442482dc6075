package com.example.notifications;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Shows what was written to whom. It exists for the example, on this machine only. */
@RestController
class MessagesController {

    private final Store store;

    MessagesController(Store store) {
        this.store = store;
    }

    @GetMapping("/messages")
    List<Message> messages() {
        return store.messages();
    }
}
