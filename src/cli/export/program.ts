import type { Json } from "../../core/json";
import type { Kind } from "../account/kinds";
import { pulumiName } from "../account/names";
import { type Declaration, referencesOf } from "./declare";
import type { Found } from "./found";
import { Identifiers } from "./identifiers";
import { choice, type Doc, group, hard, joined, laidOut, lastComma, line, nested, soft } from "./layout";
import { lookUpDoc } from "./look-up";
import { comment, expressionDoc, jsonDoc, layoutOf, objectDoc, type Property, quoted } from "./source-text";
import { ORDER, WORDS } from "./words";
import { configurationDoc } from "./workflow-source";

/** What one resource, or one look-up, is in the program. */
export interface Statement {
  readonly kind: string;
  /** The variable that it declares; undefined for what nothing refers to. */
  readonly variable: string | undefined;
  /** Variables that it uses. */
  readonly uses: ReadonlySet<string>;
  readonly text: string;
}

/** The options of what was there before the program, and the name of their variable. */
export const KEEP = "keep";

/** What a program is made of. */
export interface Contents {
  readonly declarations: readonly Declaration[];
  /** Everything in the account that may be referred to, by SID. */
  readonly account: ReadonlyMap<string, Found>;
  /** Whether the resources exist, so that the program protects and keeps them. */
  readonly keeps: boolean;
  /** Whether other files use the variables. */
  readonly exported: boolean;
}

/** The statements of a program, in order. */
export function statementsOf({ declarations, account, keeps, exported }: Contents): Statement[] {
  // Settings have the SID of what they are about.
  const declared = new Set(declarations.filter(({ kind }) => !("owner" in kind)).map(({ sid }) => sid));
  const variables = named(declarations, account);
  const looked = [...variables.keys()].filter((sid) => !declared.has(sid)).flatMap((sid) => account.get(sid) ?? []);
  const all: readonly (Declaration | Found)[] = [...looked, ...declarations];
  return ORDER.flatMap((kind) =>
    all
      .filter((one) => kindOf(one).kind === kind)
      .map((one): Statement => {
        const uses = new Set<string>(keeps && "name" in one ? [KEEP] : []);
        const reference = (sid: string): string | undefined => {
          const variable = variables.get(sid);
          if (variable !== undefined) uses.add(variable);
          return variable;
        };
        // Nothing refers to settings.
        const variable = "owner" in kindOf(one) ? undefined : variables.get(one.sid);
        const doc = "name" in one ? resourceDoc(one, keeps, reference) : lookUpOf(one, reference);
        const start = variable === undefined ? "" : `${exported ? "export " : ""}const ${variable} = `;
        const notes = "name" in one ? [...one.left, ...one.notes] : [];
        const text = [...notes.map(comment), laidOut([start, doc, ";"])].join("\n");
        return { kind, variable, uses, text };
      }),
  );
}

function kindOf(one: Declaration | Found): Kind {
  return "descriptor" in one ? one.descriptor : one.kind;
}

/** A variable for everything that something refers to, and for the workspaces of what is looked up. */
function named(declarations: readonly Declaration[], account: ReadonlyMap<string, Found>): ReadonlyMap<string, string> {
  const names = new Map(declarations.filter(({ kind }) => !("owner" in kind)).map(({ sid, name }) => [sid, name]));
  const sids = new Set(declarations.flatMap((declaration) => referencesOf(declaration).map(({ sid }) => sid)));
  for (const sid of [...sids]) {
    const found = account.get(sid);
    if (found !== undefined && !names.has(sid)) sids.add(found.workspaceSid);
  }
  const identifiers = new Identifiers();
  const known = [...sids].flatMap((sid) => account.get(sid) ?? []);
  return new Map(
    ORDER.flatMap((kind) => known.filter(({ descriptor }) => descriptor.kind === kind)).map(
      ({ sid, label, descriptor }) => {
        const noun = WORDS[descriptor.kind]?.noun ?? "resource";
        return [sid, identifiers.take(names.get(sid) ?? pulumiName(label) ?? noun, noun)];
      },
    ),
  );
}

function lookUpOf(found: Found, reference: (sid: string) => string | undefined): Doc {
  const isWorkspace = found.workspaceSid === found.sid;
  return lookUpDoc(found, isWorkspace ? undefined : reference(found.workspaceSid));
}

function resourceDoc(declaration: Declaration, keeps: boolean, reference: (sid: string) => string | undefined): Doc {
  const { kind, name, inputs } = declaration;
  const properties = Object.entries(kind.fields).flatMap(([key, field]): Property[] => {
    const value = inputs[key];
    if (value === undefined || (field.defaultsToName === true && value === name)) return [];
    return [[key, valueDoc(field.examine, value, field.refersTo, reference), examinedLayout(field.refersTo, value)]];
  });
  const args = properties.length === 0 && !keeps ? [] : [objectDoc(properties, { open: properties.length > 3 })];
  return ["new taskrouter.", kind.kind, argumentsDoc([quoted(name), ...args, ...(keeps ? [KEEP] : [])])];
}

function examinedLayout(refersTo: string | undefined, value: Json): "below" | "beside" {
  return refersTo === undefined ? layoutOf(value) : "beside";
}

function valueDoc(
  examine: string | undefined,
  value: Json,
  refersTo: string | undefined,
  reference: (sid: string) => string | undefined,
): Doc {
  if (examine === "configuration") return configurationDoc(value, reference);
  if (typeof value !== "string") return jsonDoc(value);
  if (refersTo !== undefined) return reference(value) ?? quoted(value);
  return examine === "targetWorkers" ? expressionDoc(value) : quoted(value);
}

/** Arguments of a call: a last object begins on the same line; what does not fit otherwise has lines of its own. */
function argumentsDoc(args: readonly Doc[]): Doc {
  const [last] = args.slice(-1);
  const apart = group(["(", nested([soft, joined(args, [",", line])]), lastComma, soft, ")"]);
  return args.length === 2 && typeof last !== "string" ? choice(["(", joined(args, ", "), ")"], apart) : apart;
}

/** A section of a program: a heading, and its statements with an empty line around those of several lines. */
export function sectionText(heading: string | undefined, statements: readonly Statement[]): string {
  const parts = statements.map(({ text }, index) => {
    const before = statements[index - 1]?.text;
    const apart = before !== undefined && (before.includes("\n") || text.includes("\n"));
    return `${apart ? "\n" : ""}${text}\n`;
  });
  return `${heading === undefined ? "" : `${comment(heading)}\n`}${parts.join("")}`;
}

/** The statement of the options that keep what was there. */
export function keepText(): string {
  return laidOut([
    comment(
      "What was there before this program: not deleted by it, and not by mistake. docs/export.md says when to take it out.",
    ),
    hard,
    `const ${KEEP} = `,
    objectDoc([
      ["protect", "true"],
      ["retainOnDelete", "true"],
    ]),
    ";",
    hard,
  ]);
}
