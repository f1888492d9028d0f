import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule } from "../../core/diagnostic";
import { EXPRESSION_RULES } from "../../expression/rules";
import { ROUTING_RULES } from "../../routing/rules";
import type { Manifest } from "../manifest";
import { type FileProblem, STDIN } from "../read-text";
import type { Finding } from "./finding";

/** Every code that can be found, in ascending order. */
export const RULES: readonly (readonly [code: string, rule: Rule])[] = [
  ...Object.entries<Rule>(EXPRESSION_RULES),
  ...Object.entries<Rule>(ROUTING_RULES),
].sort(([a], [b]) => (a < b ? -1 : 1));

const INDEXES = new Map(RULES.map(([code], index) => [code, index]));

/** What a run has to tell beside its findings. */
export interface SarifRun {
  readonly manifest: Manifest;
  /** What could not be read. */
  readonly problems: readonly FileProblem[];
  readonly notes: readonly string[];
}

/** GitHub refuses a run of more results than these (documented, "SARIF results exceed one or more limits"). */
const MAX_RESULTS = 25_000;

/** The findings as SARIF 2.1.0, which GitHub shows on the lines of a pull request. */
export function sarifReport(findings: readonly Finding[], { manifest, problems, notes }: SarifRun): string {
  const results = mostSevere(findings);
  const { name, version, repository } = manifest;
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name,
            semanticVersion: version,
            ...(repository !== undefined && { informationUri: repository }),
            rules: RULES.map(([code, rule]) => sarifRule(code, rule, repository)),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: [
              ...problems.map(({ message }) => notification("error", message)),
              ...leftOut(findings.length - results.length),
              ...notes.map((note) => notification("note", note)),
            ],
          },
        ],
        results: results.map(sarifResult),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** As many as GitHub takes, errors first. */
function mostSevere(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MAX_RESULTS) return findings;
  const isError = ({ diagnostic }: Finding): boolean => diagnostic.severity === "error";
  return [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))].slice(0, MAX_RESULTS);
}

function leftOut(count: number): object[] {
  if (count === 0) return [];
  const are = count === 1 ? "1 more finding is" : `${count} more findings are`;
  return [notification("warning", `${are} left out, since GitHub takes at most ${MAX_RESULTS} in one file`)];
}

function notification(level: "error" | "warning" | "note", text: string): object {
  return { level, message: { text } };
}

function sarifRule(
  code: string,
  { severity, title, explanation, example }: Rule,
  repository: string | undefined,
): object {
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: { text: `${explanation}\n\nFor example: ${example}` },
    ...(repository !== undefined && { helpUri: `${repository}/blob/main/docs/diagnostics.md#${code.toLowerCase()}` }),
    defaultConfiguration: { level: severity },
  };
}

function sarifResult({ file, start, end, path, resource, diagnostic }: Finding): object {
  const { code, severity, message } = diagnostic;
  const where = [resource, path].filter((part) => part !== undefined && part !== "");
  const region = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  return {
    ruleId: code,
    ruleIndex: INDEXES.get(code) ?? -1,
    level: severity,
    message: { text: [...where, message].join(": ") },
    locations: [{ physicalLocation: { artifactLocation: { uri: fileUri(file) }, region } }],
  };
}

/** Relative to where the command was called, which should be the root of the repository. */
function fileUri(file: string): string {
  if (file === STDIN) return "stdin";
  const path = relative(process.cwd(), file);
  // Another drive cannot be reached by a relative path.
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(sep).map(encoded).join("/");
}

/** Half a character, which a name on Windows may hold, has no encoding. */
function encoded(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, "\ufffd"));
}
