import * as pulumi from "@pulumi/pulumi";
import type { JsonObject } from "../core/json";
import { asObject } from "../lifecycle/canonical";
import { type Call, nameOf } from "./spec";

/** Does a program's own test run here, with mocks in place of the engine? Then nothing is asked of anybody else. */
export function isMocked(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
}

/**
 * Asks the test's mock, as functions of other packages do: `call` gets the token `taskrouter:index/getActivity:getActivity`
 * and the arguments. A list is whatever list its answer holds, such as `{ activities: […] }`.
 */
export async function mocked(
  call: Call,
  inputs: JsonObject,
  provider: pulumi.ProviderResource | undefined,
): Promise<unknown> {
  const name = nameOf(call);
  const { workspaceSid } = inputs;
  const parent = workspaceSid === undefined ? {} : { workspaceSid: asObject(workspaceSid)["sid"] ?? workspaceSid };
  const answer: unknown = await pulumi.runtime.invoke(
    `taskrouter:index/${name}:${name}`,
    { ...inputs, ...parent },
    provider === undefined ? {} : { provider },
  );
  return call.several ? (Object.values(asObject(answer)).find(Array.isArray) ?? []) : answer;
}
