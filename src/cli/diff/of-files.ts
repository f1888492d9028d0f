import { isJsonObject, type Json } from "../../core/json";
import { SHOWN_SECRET } from "../../core/pulumi-state";
import { isUnknown } from "../../core/unknown";
import { contentsOf, EXPECTED } from "../contents/contents";
import type { Subject } from "../contents/subject";
import { FileProblem, shownFile } from "../read-text";
import { queueNames } from "./queues";
import { type Contrasted, documentOf, type Versions } from "./versions";

/** A file and what it says. */
export interface Side {
  readonly file: string;
  readonly value: Json;
}

/** A Workflow of a file. */
interface Document {
  readonly name: string | undefined;
  readonly document: Json;
}

/**
 * The Workflows of two files: the only one of each, or those of one name; of several with one name, or none, in their order.
 * @throws FileProblem for a file without any
 */
export function contrastFiles(old: Side, now: Side): Contrasted {
  const queues = queueNames([old.value, now.value]);
  const [before, after] = [read(old), read(now)];
  const isOne = before.documents.length === 1 && after.documents.length === 1;
  const both = isOne ? [[before.documents[0], after.documents[0]] as const] : byName(before.documents, after.documents);
  return {
    workflows: both.map(([left, right]): Versions => {
      const fate = left === undefined ? "only in NEW" : right === undefined ? "only in OLD" : undefined;
      const name = isOne ? undefined : (right ?? left)?.name;
      return { name, fate, old: left?.document, now: right?.document, settings: [], queues };
    }),
    notes: [...before.notes, ...after.notes],
    problems: [...before.problems, ...after.problems],
  };
}

interface Read extends Pick<Contrasted, "notes" | "problems"> {
  readonly documents: readonly Document[];
}

function read({ file, value }: Side): Read {
  const { subjects, errors, unseen, empty } = contentsOf(value, SHOWN_SECRET);
  const workflows = subjects.filter(({ kind }) => kind === "Workflow");
  const documents = workflows.map((subject) => ({ name: subject.name, document: documentIn(file, subject) }));
  if (documents.length === 0 && (empty === undefined || subjects.length > 0)) throw none(file);
  const notes = [...unseen.map((what) => `${what} not compared`), ...(documents.length === 0 ? [empty ?? ""] : [])];
  return {
    documents,
    notes: notes.map((note) => `${shownFile(file)}: ${note}`),
    problems: errors.map(({ message }) => `${shownFile(file)}: ${message}`),
  };
}

/** What a Workflow holds may be anything, since Twilio keeps it; what is only taken for a document must be one. */
function documentIn(file: string, { value, at }: Subject): Json {
  const document = documentOf(value);
  const isDocument = isUnknown(document) || (isJsonObject(document) && Object.hasOwn(document, "task_routing"));
  if (!isDocument && at.at(-1) !== "configuration") throw none(file);
  return document;
}

function none(file: string): FileProblem {
  return new FileProblem(file, `no routing document is in ${shownFile(file)}; ${EXPECTED}`);
}

type Both = readonly [old: Document | undefined, now: Document | undefined];

/** In the order of the new file; what is only in the old one comes first. */
function byName(old: readonly Document[], now: readonly Document[]): Both[] {
  const waiting = new Map<string | undefined, Document[]>();
  for (const document of old) waiting.set(document.name, [...(waiting.get(document.name) ?? []), document]);
  const present = now.map((document): Both => [waiting.get(document.name)?.shift(), document]);
  const left = new Set([...waiting.values()].flat());
  return [...old.filter((document) => left.has(document)).map((document): Both => [document, undefined]), ...present];
}
