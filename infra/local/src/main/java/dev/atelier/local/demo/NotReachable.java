package dev.atelier.local.demo;

import java.io.IOException;
import java.net.URI;

/** Nobody answers at the gateway's address. */
class NotReachable extends RuntimeException {

    NotReachable(URI gateway, IOException cause) {
        super(
                "The gateway at %s does not answer (%s).%nStart the platform with: ./atelier up"
                        .formatted(gateway, cause.getClass().getSimpleName()),
                cause);
    }
}
