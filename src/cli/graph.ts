import { toDot } from "../routing/graph/dot";
import type { Picture } from "../routing/graph/model";
import { Refusal } from "./account/credentials";
import { orTold } from "./account/problems";
import type { CliIo, Command } from "./command";
import { pattern } from "./export/select";
import { drawingOf } from "./graph/drawing";
import { sourceOfAccount } from "./graph/of-account";
import { sourceOfFile } from "./graph/of-file";
import { type GraphOptions, readOptions } from "./graph/options";
import type { GraphSource, GraphWorkflow } from "./graph/source";
import { svgOf } from "./graph/viz";
import { written } from "./graph/write";
import { printable } from "./printable";
import { shownFile } from "./read-text";

const help = `Usage: taskrouter graph [OPTIONS] FILE
       taskrouter graph [OPTIONS] --workspace SID|NAME

Draws Workflows: filters, targets with their escalation, queues, and what is never reached. docs/graph.md says more.

FILE is a path or - for standard input. It holds whatever \`taskrouter validate\` reads: a routing document, an answer of
Twilio's API, or what \`pulumi preview --json\` or \`pulumi stack export\` printed. With --workspace the Workflows come from
the account, which is only read; the environment says whose, and as whom: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN (or
TWILIO_API_KEY and TWILIO_API_SECRET), TWILIO_REGION, TWILIO_EDGE.

Options:
  --format FORMAT         mermaid (default; several Workflows are Markdown), markdown, or dot
  --svg                   an SVG, made by @viz-js/viz if it is installed where you are
  --workflow NAME         only this Workflow; * and ? stand for any text (repeatable)
  --filter NAME           only the filters of this name; * and ? stand for any text (repeatable)
  --limit N               filters that are drawn each by itself, default 40; of more, alike ones are drawn as one
  --workspace SID|NAME    read the Workflows of this Workspace from the account
  --base-url URL          read from another TaskRouter, such as the emulator

Exit code: 0 done, 2 wrongly called, or something could not be read or drawn.
`;

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  const say = (text: string): void => io.stderr(`taskrouter graph: ${printable(text)}\n`);
  return orTold("graph", io, async () => {
    const { workflows, queues, notes } = await sourceOf(options, io);
    io.progress?.("");
    for (const note of notes) say(`note: ${note}`);
    const drawings = chosenOf(workflows, options).map((workflow) => drawingOf(workflow, queues, options));
    for (const { notes: own } of drawings) for (const note of own) say(note);
    const pictures = drawings.flatMap(({ picture }) => picture ?? []);
    if (pictures.length > 0) io.stdout(await shown(pictures, options, drawings.length > 1));
    return pictures.length === drawings.length ? 0 : 2;
  });
}

function sourceOf({ from, baseUrl }: GraphOptions, io: CliIo): Promise<GraphSource> {
  return "file" in from ? sourceOfFile(from.file, io.stdin) : sourceOfAccount(from.workspace, baseUrl, io);
}

/** @throws Refusal where none is meant */
function chosenOf(
  workflows: readonly GraphWorkflow[],
  { workflows: names, from }: GraphOptions,
): readonly GraphWorkflow[] {
  const where = "file" in from ? shownFile(from.file) : `Workspace "${from.workspace}"`;
  if (workflows.length === 0) throw new Refusal(`no Workflow is in ${where}`);
  const patterns = names.map(pattern);
  const found = workflows.filter(({ name }) => names.length === 0 || patterns.some((fits) => fits.test(name)));
  if (found.length > 0) return found;
  throw new Refusal(`no Workflow of this name is in ${where}; there ${listed(workflows)}`);
}

/** More than this nobody reads. */
const SHOWN = 10;

function listed(workflows: readonly { readonly name: string }[]): string {
  const some = workflows.slice(0, SHOWN).map(({ name }) => `"${name}"`);
  const more = workflows.length - some.length;
  return `${workflows.length === 1 ? "is" : "are"} ${some.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

async function shown(pictures: readonly Picture[], { format }: GraphOptions, several: boolean): Promise<string> {
  if (format !== "svg") return written(pictures, format, several);
  const [only, ...others] = pictures;
  if (only !== undefined && others.length === 0) return svgOf(toDot(only), process.cwd());
  throw new Refusal(`an SVG is one picture; say which with --workflow: there ${listed(pictures)}`);
}

/** `taskrouter graph`. */
export const command: Command = { help, run };
