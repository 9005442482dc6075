package dev.atelier.system.authorization;

import dev.atelier.local.Platform;

import java.net.URI;

/** Where an operation can be asked for. Nothing but the answer's way differs. */
enum Door {
    /** The one that people use. */
    GATEWAY,
    /** The service's own, behind the gateway: it trusts nobody either. */
    SERVICE;

    URI of(Platform platform, Row row) {
        return this == GATEWAY ? platform.gateway() : platform.uri(row.service());
    }
}
