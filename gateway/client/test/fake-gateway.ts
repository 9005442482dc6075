import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A gateway that answers each request as it is told, one after the other. */
export class FakeGateway {
  readonly asked: IncomingMessage[] = [];
  readonly #answers: Answer[];
  readonly #server: Server;

  private constructor(answers: Answer[]) {
    this.#answers = answers;
    this.#server = createServer((request, response) => {
      this.asked.push(request);
      const answer = this.#answers.shift();
      if (answer) {
        answer(request, response);
      } else {
        response.writeHead(500).end();
      }
    });
  }

  static async answering(...answers: Answer[]): Promise<FakeGateway> {
    const gateway = new FakeGateway(answers);
    await new Promise<void>((resolve) => gateway.#server.listen(0, "127.0.0.1", resolve));
    return gateway;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  header(request: number, name: string): string | undefined {
    return this.asked[request]?.headers[name] as string | undefined;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** A stream of events in these pieces, which then ends, breaks or stays open. */
export function streaming(pieces: (string | Buffer)[], end: "end" | "break" | "open" = "end"): Answer {
  return async (_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    for (const piece of pieces) {
      await new Promise((resolve) => response.write(piece, resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (end === "end") {
      response.end();
    } else if (end === "break") {
      response.destroy();
    }
  };
}

export function problem(status: number, slug: string, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { "Content-Type": "application/problem+json", ...headers });
    response.end(JSON.stringify({ type: `https://atelier.dev/problems/${slug}`, title: slug, status }));
  };
}
