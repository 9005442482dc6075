package dev.atelier.user.export;

import dev.atelier.common.eventlog.RecordedEvent;
import dev.atelier.common.idempotency.KeptKey;
import dev.atelier.user.profile.UserView;

import java.time.Instant;
import java.util.List;

/**
 * The document of an export, whose members are only ever added to.
 *
 * @param exportedAt when all of it was so at once
 * @param profile the user as {@code GET /api/v1/users/me} shows them, with version and times
 * @param events what the other services and subscribers were told, the oldest first; those from
 *     before an erasure without what is personal
 * @param idempotencyKeys those of the user's requests that are still kept
 */
record UserExport(
        Instant exportedAt,
        UserView.Full profile,
        List<RecordedEvent> events,
        List<KeptKey> idempotencyKeys) {}
