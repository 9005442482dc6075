import type { AtelierOptions } from "./client.js";
import { readEvents } from "./events.js";
import { AtelierProblem } from "./problem.js";
import type { components } from "./schema.js";

/** The seats of a workshop at one moment. */
export type Seats = components["schemas"]["Seats"];

/** What is watched, and for how long. */
export interface WatchOptions extends AtelierOptions {
  workshopId: string;
  /** Ends it. Leaving the loop does so too. */
  signal?: AbortSignal;
  /** The version that the caller knows already, which is then not told again. */
  lastEventId?: string;
  /** How long to wait before connecting again, in milliseconds; it doubles up to half a minute. */
  retryDelay?: number;
}

const LONGEST_DELAY = 30_000;

/**
 * The seats of a workshop as they are now and then whenever they change, until the loop is left:
 *
 * ```ts
 * for await (const seats of watchSeats({ baseUrl, token, workshopId })) show(seats.free);
 * ```
 *
 * A stream ends when its token does, when an instance stops, or when the network breaks. It goes on
 * where it was, with a token that is asked for anew. What will not get better by itself is thrown as
 * an {@link AtelierProblem}.
 */
export async function* watchSeats(options: WatchOptions): AsyncGenerator<Seats, void, void> {
  const first = options.retryDelay ?? 1_000;
  let lastEventId = options.lastEventId;
  let delay = first;
  while (!options.signal?.aborted) {
    let wait = delay;
    try {
      const response = await connect(options, lastEventId);
      if (response.ok && response.body) {
        for await (const event of readEvents(response.body)) {
          lastEventId = event.id ?? lastEventId;
          delay = first;
          wait = first;
          yield JSON.parse(event.data) as Seats;
        }
      } else {
        const problem = await AtelierProblem.of(response);
        if (!isPassing(response.status)) {
          throw problem;
        }
        wait = Math.max(delay, retryAfter(response));
      }
    } catch (failure) {
      if (options.signal?.aborted) {
        return;
      }
      if (!isBroken(failure)) {
        throw failure;
      }
    }
    await sleep(wait, options.signal);
    delay = Math.min(delay * 2, LONGEST_DELAY);
  }
}

async function connect(options: WatchOptions, lastEventId?: string): Promise<Response> {
  const { baseUrl, workshopId, token, signal } = options;
  const fetch = options.fetch ?? globalThis.fetch;
  const address = `${baseUrl.replace(/\/$/, "")}/api/v1/workshops/${encodeURIComponent(workshopId)}/seats`;
  return fetch(address, {
    headers: {
      Accept: "text/event-stream",
      Authorization: `Bearer ${await token()}`,
      ...(lastEventId !== undefined && { "Last-Event-ID": lastEventId }),
    },
    cache: "no-store",
    ...(signal && { signal }),
  });
}

/** Too many requests, or something on the way that is away for the moment. */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** `fetch` and the reading of a body tell a broken connection by a TypeError. */
function isBroken(failure: unknown): boolean {
  return failure instanceof TypeError;
}

function retryAfter(response: Response): number {
  return Number(response.headers.get("Retry-After") ?? 0) * 1_000 || 0;
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal?.addEventListener("abort", wake);
  });
}
