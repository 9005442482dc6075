/** A server-sent event. */
export interface ServerEvent {
  id: string | undefined;
  data: string;
}

/**
 * Reads server-sent events as the HTML standard has them. A browser's `EventSource` does it too, but
 * cannot send a token. What a connection has begun to tell when it breaks is no event.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let id: string | undefined;
  let data: string[] = [];
  for await (const line of readLines(body)) {
    if (line === "") {
      if (data.length > 0) {
        yield { id, data: data.join("\n") };
      }
      data = [];
      continue;
    }
    const [field, value] = split(line);
    if (field === "data") {
      data.push(value);
    } else if (field === "id" && !value.includes("\0")) {
      id = value;
    }
  }
}

/** A line without a colon is a field without a value; one that begins with a colon is a comment. */
function split(line: string): [string, string] {
  const colon = line.indexOf(":");
  return colon < 0
    ? [line, ""]
    : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
}

/** Lines end with CR LF, LF or CR; a CR at the end of a piece may have its LF in the next. */
async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      rest += decoder.decode(value, { stream: true });
      const held = rest.endsWith("\r") ? "\r" : "";
      const lines = rest.slice(0, rest.length - held.length).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? "") + held;
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
