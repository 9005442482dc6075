import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { AtelierProblem, createAtelier, watchSeats, type Seats, type WatchOptions } from "../src/index.js";
import { FakeGateway, problem, streaming } from "./fake-gateway.js";

const ID = "0198a0e6-0000-7000-8000-000000000001";
let gateway: FakeGateway | undefined;

afterEach(() => gateway?.stop());

function event(version: number, free: number): string {
  return `id:${version}\ndata:${JSON.stringify(seats(version, free))}\n\n`;
}

function seats(version: number, free: number): Seats {
  return { workshopId: ID, capacity: 12, enrolled: 12 - free, offered: 0, waitlisted: 0, free, version };
}

function options(of: FakeGateway, more: Partial<WatchOptions> = {}): WatchOptions {
  let tokens = 0;
  return { baseUrl: of.baseUrl, workshopId: ID, token: () => `token-${++tokens}`, retryDelay: 1, ...more };
}

async function watched(of: FakeGateway, count: number, more: Partial<WatchOptions> = {}): Promise<number[]> {
  const free: number[] = [];
  for await (const state of watchSeats(options(of, more))) {
    free.push(state.free);
    if (free.length === count) {
      break;
    }
  }
  return free;
}

test("tells the seats as they change, whatever the pieces they come in", async () => {
  const text = `:nothing new\n\n${event(1, 3)}${event(2, 2).replaceAll("\n", "\r\n")}${event(3, 1).replaceAll("\n", "\r")}\n`;
  const bytes = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
  gateway = await FakeGateway.answering(streaming(bytes, "open"));

  assert.deepEqual(await watched(gateway, 3), [3, 2, 1]);
  assert.equal(gateway.asked[0]?.url, `/api/v1/workshops/${ID}/seats`);
  assert.equal(gateway.header(0, "accept"), "text/event-stream");
  assert.equal(gateway.header(0, "authorization"), "Bearer token-1");
  assert.equal(gateway.header(0, "last-event-id"), undefined);
});

test("goes on where it was when a stream ends or breaks, with a new token", async () => {
  gateway = await FakeGateway.answering(
    streaming([event(7, 3)]),
    streaming([event(8, 2), "id:9\ndata:{\"half"], "break"),
    streaming([event(9, 1)], "open"),
  );

  assert.deepEqual(await watched(gateway, 3), [3, 2, 1]);
  assert.deepEqual([1, 2].map((request) => gateway?.header(request, "last-event-id")), ["7", "8"]);
  assert.equal(gateway.header(2, "authorization"), "Bearer token-3");
});

test("begins with what the caller knows", async () => {
  gateway = await FakeGateway.answering(streaming([event(5, 1)], "open"));

  await watched(gateway, 1, { lastEventId: "4" });

  assert.equal(gateway.header(0, "last-event-id"), "4");
});

test("tries again when something is away for the moment, no sooner than it says", async () => {
  gateway = await FakeGateway.answering(
    problem(503, "service-unavailable", { "Retry-After": "1" }),
    streaming([event(1, 1)], "open"),
  );
  const begun = performance.now();

  assert.deepEqual(await watched(gateway, 1), [1]);
  assert.ok(performance.now() - begun >= 990);
});

test("throws what does not get better by itself", async () => {
  gateway = await FakeGateway.answering(problem(404, "workshop-not-found"));

  await assert.rejects(watched(gateway, 1), (thrown) => {
    assert.ok(thrown instanceof AtelierProblem);
    assert.equal(thrown.status, 404);
    assert.equal(thrown.problem?.type, "https://atelier.dev/problems/workshop-not-found");
    return true;
  });
});

test("ends when it is told to, within a stream and between two", async () => {
  for (const answer of [streaming([event(1, 1)], "open"), streaming([event(1, 1)], "end")]) {
    gateway = await FakeGateway.answering(answer);
    const stop = new AbortController();
    const told: number[] = [];
    for await (const state of watchSeats(options(gateway, { signal: stop.signal, retryDelay: 60_000 }))) {
      told.push(state.free);
      setTimeout(() => stop.abort(), 20);
    }
    assert.deepEqual(told, [1]);
    gateway.stop();
  }
});

test("sends the caller's token, and types what comes back", async () => {
  gateway = await FakeGateway.answering((_, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(seats(1, 4)));
  });
  const atelier = createAtelier({ baseUrl: gateway.baseUrl, token: async () => "mine" });

  const { data } = await atelier.GET("/api/v1/workshops/{id}/seats", { params: { path: { id: ID } } });

  const free: number | undefined = typeof data === "object" ? data.free : undefined;
  assert.equal(free, 4);
  assert.equal(gateway.header(0, "authorization"), "Bearer mine");
});
