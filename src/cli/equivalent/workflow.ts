import type { Json } from "../../core/json";
import { repeatedKeys } from "../../core/json-repeats";
import { parseJsonText } from "../../core/json-text";
import { formatPath } from "../../core/path";
import { contentsOf } from "../contents/contents";
import { FileProblem, readText, shownFile } from "../read-text";

/** The workflow of a file. */
export interface Workflow {
  /** As it was named. */
  readonly file: string;
  readonly document: Json;
}

/** More names than these nobody reads. */
const MOST_NAMES = 10;

/**
 * The only workflow of a file, or the one of a name.
 * @throws FileProblem in words
 */
export async function readWorkflow(
  file: string,
  name: string | undefined,
  stdin: () => Promise<Uint8Array>,
): Promise<Workflow> {
  const { text, broken } = await readText(file, stdin);
  const problem = (message: string): FileProblem => new FileProblem(file, `${shownFile(file)}: ${message}`);
  const parsed = broken === undefined ? parseJsonText(text) : { error: broken };
  if ("error" in parsed) throw problem(parsed.error.message);
  const { subjects, errors } = contentsOf(parsed.value);
  if (errors.length > 0) throw problem("is a preview with errors, so that something may be missing from it");
  const all = subjects.filter(({ kind }) => kind === "Workflow");
  const found = name === undefined ? all : all.filter((subject) => subject.name === name);
  const [only, ...others] = found;
  const names = [...new Set(all.flatMap((subject) => subject.name ?? []))].slice(0, MOST_NAMES).join(", ");
  if (only === undefined) {
    const there = names === "" ? "" : `; there are ${names}`;
    throw problem(name === undefined || all.length === 0 ? "holds no workflow" : `holds no workflow ${name}${there}`);
  }
  if (others.length > 0) {
    const which = names === "" ? "" : ` (${names})`;
    throw problem(
      name === undefined
        ? `holds ${all.length} workflows${which}; name one with --workflow, or give a file with one`
        : `holds ${found.length} workflows ${name}`,
    );
  }
  const twice = repeatedKeys(text, parsed.value).find((path) => only.at.every((key, at) => path[at] === key));
  if (twice !== undefined)
    throw problem(`${formatPath(twice)} stands there more than once, and it is not known which one counts`);
  return { file, document: only.value };
}
