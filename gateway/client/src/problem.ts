import type { components } from "./schema.js";

/** What went wrong, as the API tells it (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

/** An answer that is a problem, for who would rather have it thrown. */
export class AtelierProblem extends Error {
  readonly status: number;
  /** Absent where something on the way has answered in Atelier's place. */
  readonly problem: Problem | undefined;

  constructor(status: number, problem?: Problem) {
    super(problem ? `${problem.title} (${problem.type})` : `answered with ${status}`);
    this.name = "AtelierProblem";
    this.status = status;
    this.problem = problem;
  }

  static async of(response: Response): Promise<AtelierProblem> {
    const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json");
    const body: unknown = isProblem ? await response.json() : undefined;
    return new AtelierProblem(response.status, body as Problem | undefined);
  }
}
