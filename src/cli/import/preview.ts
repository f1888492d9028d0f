import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import {
  isDefaultProvider,
  PROVIDER_TYPE,
  parentUrn,
  providerUrn,
  stateIn,
  textOf,
  withoutSecrets,
} from "../../core/pulumi-state";
import { typeToken } from "../../resources/state-contract";
import { Refusal } from "../account/credentials";
import { configuredHome } from "../account/home";
import { kindOfType } from "../account/kinds";
import { previewErrors } from "../contents/preview-errors";
import { type Declared, declaredFrom } from "./declared";

/** A resource of the stack, ours or not, as far as others hang on it. */
export interface Member {
  /** The preview makes it, so that the state does not have it. */
  readonly isNew: boolean;
  /** A component resource that the program makes by itself: nothing but a name in the state. */
  readonly isComponent: boolean;
  readonly type: string;
  /** URN of its parent; undefined for the stack itself. */
  readonly parent: string | undefined;
  readonly inputs: JsonObject;
}

/** An object that the state has. */
export interface Held {
  readonly urn: string;
  /** The preview deletes or replaces it; otherwise its resource keeps it. */
  readonly leaves: boolean;
}

/** What `pulumi preview --json` says, as far as it is ours. */
export interface Preview {
  readonly stack: string;
  readonly project: string;
  /** What the preview would create, in its order. */
  readonly creates: readonly Declared[];
  /** Everything in it by URN. */
  readonly members: ReadonlyMap<string, Member>;
  /** Of each kind and SID in the state, whose it is. */
  readonly held: ReadonlyMap<string, Held>;
  /** The other TaskRouter that the stack's providers are configured for, such as an emulator. */
  readonly baseUrls: readonly string[];
  /** URNs of providers that do not say in the preview whose account they are for. */
  readonly silent: ReadonlySet<string>;
  /** Types of resources that this version of the package does not know. */
  readonly strange: readonly string[];
}

/** How something held is looked up: what settings are about has a resource of its own as well. */
export function heldKey(kind: string, sid: string): string {
  return `${kind} ${sid}`;
}

const EXPECTED = "expected what `pulumi preview --json --show-sames` printed";

/** @throws Refusal for what is no preview, and for a preview that does not say enough to compare it */
export function readPreview(value: Json, file: string): Preview {
  if (isJsonObject(value) && stateIn(value) !== undefined)
    throw new Refusal(`${file} holds a state, not a preview; ${EXPECTED} (taskrouter doctor reads a state)`);
  if (!isJsonObject(value)) throw new Refusal(`${file} holds no preview of Pulumi; ${EXPECTED}`);
  refuseErrors(value);
  if (!Array.isArray(value["steps"])) throw new Refusal(`${file} holds no preview of Pulumi; ${EXPECTED}`);
  const steps = value["steps"].filter(isJsonObject);
  const config = masked(value["config"]);
  const members = new Map(steps.flatMap(member));
  const providers = new Map(
    steps.flatMap(({ urn, newState, oldState }): [string, JsonObject][] => {
      const state = object(newState ?? oldState);
      return state["type"] === PROVIDER_TYPE ? [[String(urn), masked(state["inputs"])]] : [];
    }),
  );
  const created = steps.filter(({ op, newState }) => op === "create" && isJsonObject(newState));
  const creates = created.flatMap(({ urn, newState }) => {
    const state = object(newState);
    const provider = explicitProvider(state);
    return (
      declaredFrom(
        String(urn),
        state,
        provider,
        configuredHome(provider === undefined ? config : (providers.get(provider) ?? {})),
      ) ?? []
    );
  });
  if (creates.length > 0) refuseHidden(value, steps);
  const ours = typeToken("");
  return {
    ...namesOf(steps),
    creates: [...new Map(creates.map((one) => [one.urn, one])).values()],
    members,
    held: heldBy(steps),
    baseUrls: [config, ...providers.values()].flatMap((inputs) => textOf(inputs["taskrouter:baseUrl"]) ?? []),
    silent: new Set(
      [...providers].filter(([, inputs]) => configuredHome(inputs).accountSid === undefined).map(([urn]) => urn),
    ),
    strange: created
      .map(({ newState }) => String(object(newState)["type"]))
      .filter((type) => type.startsWith(ours) && kindOfType(type) === undefined),
  };
}

/** What a program declares is not known where it has failed. */
function refuseErrors(value: JsonObject): void {
  const [first, ...more] = previewErrors(value);
  if (first === undefined) return;
  const rest = more.length === 0 ? "" : " (there are more errors)";
  throw new Refusal(`${first.message}${rest}; correct that first`);
}

/** Without what stays as it is, an object that the state has would be taken for one that nobody has. */
function refuseHidden({ changeSummary }: JsonObject, steps: readonly JsonObject[]): void {
  const all = object(changeSummary)["same"];
  const shown = steps.filter(({ op }) => op === "same").length;
  if (typeof all !== "number" || all <= shown) return;
  throw new Refusal(
    "this preview leaves out what does not change, so what the state has already is not known: run " +
      "`pulumi preview --json --show-sames`",
  );
}

function member({ urn, op, newState, oldState }: JsonObject): [string, Member][] {
  const state = object(newState ?? oldState);
  if (typeof urn !== "string") return [];
  const provider = textOf(state["provider"]);
  return [
    [
      urn,
      {
        isNew: op === "create",
        isComponent: state["custom"] === false && provider === undefined,
        type: String(state["type"]),
        parent: parentUrn(state),
        inputs: object(state["inputs"]),
      },
    ],
  ];
}

/** The steps in which a resource stays what it is. */
const KEPT = ["same", "update", "refresh"];

function heldBy(steps: readonly JsonObject[]): ReadonlyMap<string, Held> {
  const leaving = new Set(steps.filter(({ op }) => !KEPT.includes(String(op))).map(({ urn }) => urn));
  const all = steps.flatMap(({ urn, oldState }): [string, Held][] => {
    const { type, id, external } = object(oldState);
    const kind = kindOfType(type);
    if (kind === undefined || typeof id !== "string" || external === true) return [];
    return [[heldKey(kind.kind, id), { urn: String(urn), leaves: leaving.has(urn) }]];
  });
  // Who keeps it counts.
  return new Map([...all.filter(([, { leaves }]) => leaves), ...all.filter(([, { leaves }]) => !leaves)]);
}

function explicitProvider(state: JsonObject): string | undefined {
  const urn = providerUrn(textOf(state["provider"]));
  return urn === undefined || isDefaultProvider(urn) ? undefined : urn;
}

function namesOf(steps: readonly JsonObject[]): { readonly stack: string; readonly project: string } {
  const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/s.exec(String(steps[0]?.["urn"])) ?? [];
  return { stack, project };
}

/** A configuration without what is secret in it. */
function masked(value: Json | undefined): JsonObject {
  return object(withoutSecrets(value ?? null, { count: 0 }));
}

function object(value: Json | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}
