import type { Diagnostic } from "../core/diagnostic";
import type { Path } from "../core/path";
import type { Finding } from "../expression/finding";
import { EXPRESSION_RULES } from "../expression/rules";
import { compareKeys } from "./model-keys";
import { ROUTING_RULES, type RoutingCode } from "./rules";

/** Collects what is wrong with one document. How bad it is follows from the code. */
export class Report {
  readonly #findings: Diagnostic[] = [];

  add(code: RoutingCode, path: Path, message: string): void {
    this.#findings.push({ code, severity: ROUTING_RULES[code].severity, path, message });
  }

  /** Something about the text that stands at `path`. */
  addInText(path: Path, text: string, { code, message, start, end, suggestion }: Finding): void {
    this.#findings.push({
      code,
      severity: EXPRESSION_RULES[code].severity,
      path,
      message,
      excerpt: { text, start, end },
      ...(suggestion !== undefined && { suggestion }),
    });
  }

  /** In the order in which the document is read; about one place, as they were found. */
  inOrder(): Diagnostic[] {
    return this.#findings.sort((a, b) => comparePaths(a.path, b.path));
  }
}

function comparePaths(a: Path, b: Path): number {
  for (let depth = 0; ; depth++) {
    const [left, right] = [a[depth], b[depth]];
    if (left === undefined || right === undefined) return a.length - b.length;
    if (left !== right) return compareKeys(left, right);
  }
}
