import type { Json } from "../../core/json";
import type { Change } from "../../routing/compare/change";
import { compareRouting } from "../../routing/compare/compare";
import { describedDocument } from "./describe";
import type { Line, Part } from "./line";
import { shortened, shownName, visible } from "./shown";
import type { Contrasted, Fate, Setting, Versions } from "./versions";
import { changeWords, valueWords } from "./words";

/** A difference in words, and as data. */
export interface Told {
  readonly line: Line;
  readonly change: Change | (Setting & { readonly kind: "setting" });
}

/** What differs in one Workflow. */
export interface WorkflowReport {
  readonly name: string | undefined;
  readonly fate: Fate | undefined;
  /** What becomes of it as a whole; undefined for the only one of two files. */
  readonly heading: readonly Part[] | undefined;
  readonly differences: readonly Told[];
  /** How many differences these are, with that of being there on one side only. */
  readonly count: number;
}

/** What one run has found. */
export interface Report extends Pick<Contrasted, "notes" | "problems"> {
  /** Those in which something differs. */
  readonly workflows: readonly WorkflowReport[];
  readonly count: number;
}

/** Compares the versions of each Workflow. */
export function reportOn({ workflows, notes, problems }: Contrasted): Report {
  const reports = workflows.map(reportOf).filter(({ count }) => count > 0);
  return { workflows: reports, count: reports.reduce((sum, { count }) => sum + count, 0), notes, problems };
}

function reportOf(versions: Versions): WorkflowReport {
  const { name, fate, old, now } = versions;
  const differences = old === undefined || now === undefined ? [] : differencesOf(versions, old, now);
  const isWhole = fate !== undefined && fate !== "updated";
  return { name, fate, heading: headingOf(versions), differences, count: differences.length + (isWhole ? 1 : 0) };
}

function differencesOf({ settings, queues }: Versions, old: Json, now: Json): Told[] {
  const words = changeWords({ old, now }, queues);
  return [
    ...settings.map((setting): Told => {
      return { line: valueWords([settingName(setting.key)], setting, queues), change: { kind: "setting", ...setting } };
    }),
    ...compareRouting(old, now).map((change): Told => ({ line: words(change), change })),
  ];
}

/** The name of an argument; one of ours has nothing in it that could be anything but a word. */
function settingName(key: string): Part {
  return /^\w{1,40}$/.test(key) ? key : { text: shortened(visible(key)), isName: false };
}

/** In a preview, what Pulumi would do; in two files, where a Workflow is if it is not in both. */
function headingOf({ name, fate, old, now, queues }: Versions): Part[] | undefined {
  if (name === undefined && fate === undefined) return undefined;
  const workflow: Part[] = name === undefined ? ["workflow"] : ["workflow ", shownName(name)];
  if (fate === undefined) return workflow;
  const document = now ?? old;
  const holds = (old === undefined || now === undefined) && document !== undefined && fate !== "deleted";
  return [...workflow, FATES[fate], ...(holds ? [": ", ...describedDocument(document, queues)] : [])];
}

const FATES: Readonly<Record<Fate, string>> = {
  "only in OLD": " is only in OLD",
  "only in NEW": " is only in NEW",
  created: " will be created",
  imported: " will be imported",
  updated: " will be updated",
  replaced: " will be replaced",
  deleted: " will be deleted",
};
