/** A typed client of Atelier's API. */
export { createAtelier, type AtelierClient, type AtelierOptions, type TokenSource } from "./client.js";
export { AtelierProblem, type Problem } from "./problem.js";
export { watchSeats, type Seats, type WatchOptions } from "./seats.js";
export type { components, operations, paths } from "./schema.js";
