import { didYouMean } from "../../core/did-you-mean";
import { isJsonObject, type Json } from "../../core/json";
import type { Path } from "../../core/path";
import { contentsOf, EXPECTED } from "../contents/contents";
import type { Subject } from "../contents/subject";
import { FileProblem, shownFile } from "../read-text";
import { surroundingsBeside } from "./of-lists";
import { merged, type Surroundings } from "./surroundings";

/** A workflow of a file, and what that file knows beside it. */
export interface Source {
  /** Undefined where the file does not tell. */
  readonly name: string | undefined;
  /** The routing document, or its text. */
  readonly configuration: Json;
  readonly taskReservationTimeout: Json | undefined;
  readonly surroundings: Surroundings;
}

/**
 * The workflow that is meant among those of a file.
 *
 * @param wanted - its name; may be left out where there is one only
 * @throws FileProblem where there is none of that name, or several
 */
export function sourceOf(file: string, value: Json, wanted: string | undefined): Source {
  const { subjects, unseen, errors, empty } = contentsOf(value);
  const workflows = subjects.filter(({ kind }) => kind === "Workflow");
  const subject = chosen(file, workflows, { wanted, empty });
  const { name, value: configuration, taskReservationTimeout } = subject;
  const surroundings = surroundingsBeside(value, workspaceOf(value, subject.at));
  const notes = [...unseen.map((what) => `${what} not looked at`), ...errors.map(({ message }) => message)];
  return {
    name,
    configuration,
    taskReservationTimeout,
    surroundings: merged({ ...surroundings, notes: notes.map((note) => `${shownFile(file)}: ${note}`) }, surroundings),
  };
}

function chosen(
  file: string,
  workflows: readonly Subject[],
  { wanted, empty }: { readonly wanted: string | undefined; readonly empty: string | undefined },
): Subject {
  if (workflows.length === 0) {
    throw new FileProblem(file, `no Workflow is in ${shownFile(file)}: ${empty ?? EXPECTED}`);
  }
  const fitting = wanted === undefined ? workflows : workflows.filter(({ name }) => name === wanted);
  // A bare document has no name, and is meant whatever it is called elsewhere.
  const [only, another] =
    fitting.length === 0 && workflows.length === 1 && workflows[0]?.name === undefined ? workflows : fitting;
  if (only !== undefined && another === undefined) return only;
  const there = `there ${workflows.length === 1 ? "is" : "are"} ${listed(workflows)}`;
  if (only !== undefined) {
    const which = wanted === undefined ? "say which with --workflow NAME" : "which --workflow cannot tell apart";
    throw new FileProblem(
      file,
      `${shownFile(file)} holds ${fitting.length} Workflows${wanted === undefined ? "" : " of this name"}; ${which}: ${there}`,
    );
  }
  const names = workflows.flatMap(({ name }) => name ?? []);
  const meant = didYouMean(wanted ?? "", names);
  const hint = meant === undefined ? there : `did you mean ${JSON.stringify(meant)}?`;
  throw new FileProblem(file, `no Workflow ${JSON.stringify(wanted)} is in ${shownFile(file)}; ${hint}`);
}

/** More than these nobody reads. */
const SHOWN = 10;

function listed(workflows: readonly Subject[]): string {
  const some = workflows
    .slice(0, SHOWN)
    .map(({ name }) => (name === undefined ? "one without a name" : JSON.stringify(name)));
  return `${some.join(", ")}${workflows.length > SHOWN ? ` and ${workflows.length - SHOWN} more` : ""}`;
}

/** The Workspace of a Workflow of Pulumi's: an input beside its configuration. */
function workspaceOf(value: Json, at: Path): Json | undefined {
  const inputs = at.slice(0, -1).reduce<Json | undefined>((outer, key) => {
    if (Array.isArray(outer)) return outer[Number(key)];
    return isJsonObject(outer) ? outer[String(key)] : undefined;
  }, value);
  return isJsonObject(inputs) ? inputs["workspaceSid"] : undefined;
}
