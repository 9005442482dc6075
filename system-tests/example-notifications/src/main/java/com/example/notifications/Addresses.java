package com.example.notifications;

import java.util.Optional;

/** Where people can be reached. */
interface Addresses {

    /** The user's address at this moment; empty for somebody who is not there, or has left. */
    Optional<String> of(String user);
}
