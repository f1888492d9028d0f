import * as pulumi from "@pulumi/pulumi";
import type { ConfigSource } from "../client";
import type { JsonObject } from "../core/json";
import { isUnknown } from "../core/unknown";
import { asObject } from "../lifecycle/canonical";
import { isLater } from "../resources/arguments";
import { heardAlone } from "../resources/heard-alone";
import { knownPart } from "../resources/known-part";
import { outputOf } from "../resources/origin";
import { programError } from "../resources/program-error";
import { type ProviderSettings, sourceOf, stackConfig } from "../resources/provider-settings";
import { checkArguments, shown } from "./check";
import { LookUpError } from "./error";
import { isMocked, mocked } from "./mocked";
import { type Prepared, prepare } from "./prepare";
import { type Call, type LookUp, nameOf } from "./spec";
import type { LookUpOptions, LookUpOutputOptions } from "./types";

/** Looks one object up. */
export function one<Result>(lookUp: LookUp, args: unknown, opts?: LookUpOptions): Promise<Result> {
  return promised({ lookUp, several: false }, args, opts) as Promise<Result>;
}

/** Looks one object up once all arguments are there. */
export function oneOutput<Result>(lookUp: LookUp, args: unknown, opts?: LookUpOutputOptions): pulumi.Output<Result> {
  return later({ lookUp, several: false }, args, opts) as pulumi.Output<Result>;
}

/** Lists objects. */
export function many<Result>(lookUp: LookUp, args: unknown, opts?: LookUpOptions): Promise<Result[]> {
  return promised({ lookUp, several: true }, args, opts) as Promise<Result[]>;
}

/** Lists objects once all arguments are there. */
export function manyOutput<Result>(lookUp: LookUp, args: unknown, opts?: LookUpOutputOptions): pulumi.Output<Result[]> {
  return later({ lookUp, several: true }, args, opts) as pulumi.Output<Result[]>;
}

async function promised(call: Call, args: unknown, opts: LookUpOptions | undefined): Promise<unknown> {
  const prepared = prepare(call, args, opts);
  const { inputs, settings } = prepared;
  for (const [key, value] of Object.entries(inputs)) {
    if (isLater(value)) throw notYet(call, [key], "is there only later");
  }
  const config = settings === undefined ? stackConfig : sourceOf(await knownSettings(call, settings));
  return run(prepared, inputs as JsonObject, config, { secret: false, fresh: false });
}

function later(call: Call, args: unknown, opts: LookUpOutputOptions | undefined): pulumi.Output<unknown> {
  const prepared = prepare(call, args, opts);
  const given = outputOf(prepared.inputs);
  // The result is no secret because the provider's token is one.
  const settings = pulumi.unsecret(outputOf(prepared.settings));
  const fresh = opts?.dependsOn !== undefined;
  return pulumi.all([given, settings, idsOf(opts?.dependsOn)]).apply(async ([known, providers]) => {
    try {
      const inputs = withoutNothing(known);
      // Under mocks an id is whatever they say.
      if (!isMocked()) checkArguments(call, inputs);
      const config = providers === undefined ? stackConfig : sourceOf(asObject(providers));
      return await run(prepared, inputs, config, { secret: await pulumi.isSecret(given), fresh });
    } catch (error) {
      // Nobody can catch what an Output fails with, so it is said before others speak of it.
      if (pulumi.RunError.isInstance(error) && pulumi.runtime.getEngine() !== undefined) await heardAlone(error);
      throw error;
    }
  });
}

interface How {
  readonly secret: boolean;
  readonly fresh: boolean;
}

async function run(
  { call, provider }: Prepared,
  inputs: JsonObject,
  config: ConfigSource,
  { secret, fresh }: How,
): Promise<unknown> {
  if (isMocked()) return mocked(call, inputs, provider);
  // What a program does once it has the answer, the engine must still be there for.
  const done = pulumi.runtime.hasMonitor() ? pulumi.runtime.rpcKeepAlive() : () => undefined;
  const { perform, failureOf } = await import("./perform.js");
  try {
    return await perform({ call, inputs, secret, fresh, config, deployment: pulumi.runtime.getMonitor() });
  } catch (error) {
    const { code, message } = failureOf(error, labelOf(call, inputs, secret));
    throw new LookUpError(code, secret ? withoutValues(message, inputs) : message);
  } finally {
    done();
  }
}

/** `getActivity "Offline"`: the look-up, and what it was asked for. */
function labelOf(call: Call, inputs: JsonObject, secret: boolean): string {
  const wanted = call.several
    ? undefined
    : ["sid", ...Object.keys(call.lookUp.names)].find((way) => Object.hasOwn(inputs, way));
  if (wanted === undefined) return nameOf(call);
  const given = wanted === "sid" ? String(inputs[wanted]) : shown(inputs[wanted]);
  return `${nameOf(call)} ${secret ? "[secret]" : given}`;
}

/** Any of the arguments may be what is secret, and Twilio may quote it. A short one would be found in ordinary words. */
function withoutValues(message: string, inputs: JsonObject): string {
  const values = Object.entries(inputs).flatMap(([key, value]) =>
    key === "workspaceSid" || typeof value !== "string" || value.length < 8
      ? []
      : [JSON.stringify(value).slice(1, -1), value],
  );
  return values.reduce((rest, value) => rest.replaceAll(value, "[secret]"), message);
}

async function knownSettings(call: Call, settings: ProviderSettings): Promise<JsonObject> {
  const values = asObject((await knownPart(settings)).value);
  for (const [key, value] of Object.entries(values)) {
    if (isUnknown(value)) throw notYet(call, ["provider", key.replace("taskrouter:", "")], "is not known yet");
  }
  return values;
}

function notYet(call: Call, path: readonly string[], what: string): Error {
  const advice = `and a preview may not know it: use ${nameOf(call)}Output, which waits for it`;
  return programError(nameOf(call), undefined, path, `${what}, ${advice}`);
}

/** What an Output turned out not to hold is not given. */
function withoutNothing(known: unknown): JsonObject {
  return Object.fromEntries(
    Object.entries(asObject(known)).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Known once all of these resources are there. */
function idsOf(dependsOn: LookUpOutputOptions["dependsOn"]): pulumi.Output<unknown> {
  return outputOf(dependsOn).apply((resources) => outputOf([resources].flat().map(identity)));
}

/** A preview knows the id of what exists. */
function identity(resource: unknown): unknown {
  if (pulumi.CustomResource.isInstance(resource)) return resource.id;
  return pulumi.Resource.isInstance(resource) ? resource.urn : resource;
}
