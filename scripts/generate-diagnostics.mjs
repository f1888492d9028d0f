// Writes docs/diagnostics.md from the tables of rules. Reads dist/: run `npm run build` first.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** @typedef {{ severity: string, title: string, explanation: string, example: string, evidence: string }} Rule */

/**
 * The page: one entry a code, with an anchor of its own.
 *
 * @param {Readonly<Record<string, Rule>>} rules all of them by their code
 */
export function diagnosticsPage(rules) {
  return `# Diagnostics

Everything that \`pulumi preview\`, \`pulumi up\`, \`taskrouter validate\` the [simulator](simulate.md) and [tests](testing.md) report about routing, by
its code. A code keeps its meaning for ever. **Errors** are what Twilio refuses or what can never work, and stop a preview; **warnings** are what is
probably not meant.

On a resource, \`ignoreDiagnostics: ["TR1208"]\` silences single codes, and \`validation: "warn"\` or \`"off"\` is the way out
where Twilio accepts what is an error here. On the command line it is \`--ignore TR1208\`.

This page is generated from the tables that the checks use (\`npm run generate\`).
${Object.entries(CHAPTERS)
  .map(([prefix, heading]) => `\n## ${heading}\n${entries(rules, prefix)}`)
  .join("")}`;
}

/** @type {Readonly<Record<string, string>>} */
const CHAPTERS = {
  TR1: "Expressions",
  TR2: "Routing documents",
  TR3: "References and limits",
  TR4: "Arguments",
  TR5: "Task channels",
  TR6: "Simulation and tests of routing",
};

/** @param {Readonly<Record<string, Rule>>} rules @param {string} prefix */
function entries(rules, prefix) {
  const codes = Object.keys(rules).filter((code) => code.startsWith(prefix));
  return codes
    .sort()
    .map((code) => entry(code, rules[code]))
    .join("");
}

/** @param {string} code @param {Rule} rule */
function entry(code, { severity, title, explanation, example, evidence }) {
  return `\n### ${code}\n\n**${capital(title)}** (${severity}). ${explanation}\n\n\`\`\`\n${example}\n\`\`\`\n\nHow we know: ${evidence}.\n`;
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const require = createRequire(import.meta.url);
  const { EXPRESSION_RULES } = require("../dist/expression/rules.js");
  const { ROUTING_RULES } = require("../dist/routing/rules.js");
  const { SIMULATION_RULES } = require("../dist/routing/simulate/rules.js");
  const { TESTING_RULES } = require("../dist/testing/rules.js");
  const { ARGUMENT_RULES } = require("../dist/validation/rules.js");
  const simulation = { ...SIMULATION_RULES, ...TESTING_RULES };
  const page = diagnosticsPage({ ...EXPRESSION_RULES, ...ROUTING_RULES, ...ARGUMENT_RULES, ...simulation });
  writeFileSync(new URL("../docs/diagnostics.md", import.meta.url), page);
}
