import createClient, { type Client } from "openapi-fetch";

import type { paths } from "./schema.js";

/** Gives an access token that holds now; it is asked before each request. */
export type TokenSource = () => string | Promise<string>;

/** Where Atelier is, and who asks. */
export interface AtelierOptions {
  /** The gateway's address, for instance `https://atelier.example.org`. */
  baseUrl: string;
  token: TokenSource;
  fetch?: typeof globalThis.fetch;
}

/** Every operation of the API by method and path. */
export type AtelierClient = Client<paths>;

/** A client that sends the caller's token with each request. */
export function createAtelier(options: AtelierOptions): AtelierClient {
  const { baseUrl, token, fetch } = options;
  const client = createClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  client.use({
    async onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${await token()}`);
      return request;
    },
  });
  return client;
}
