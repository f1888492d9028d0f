import type { Json, JsonObject } from "../../../src/core/json";

/*
 * States as the tools print them, written for these tests, with invented SIDs.
 *
 * `terraform show -json` and its plans: developer.hashicorp.com/terraform/internals/json-format, compared with what Terraform
 * 1.11.4 prints of `terraform_data` resources in modules, with count, for_each, sensitive values and taints. The state file:
 * as that version writes it. Attributes: docs/resources/taskrouter_*.md of RJPearson94/terraform-provider-twilio;
 * twilio/resources/taskrouter/v1/README.md and api_default.go of twilio/terraform-provider-twilio.
 *
 * `pulumi stack export`: as Pulumi 3.259 prints a stack with `pulumi.dynamic.Resource`; inputs and outputs of
 * kaiquelupo/twilio-pulumi-provider and denisguzeyev/twilio-pulumi-provider-ih: their src/common/index.ts.
 */

const RJP = "registry.terraform.io/rjpearson94/twilio";

/** A resource of `terraform show -json`. */
export function shown(address: string, values: JsonObject, rest: JsonObject = {}): JsonObject {
  const [, type = "", name = ""] =
    /([a-z][\w-]*)\.([\w-]+)(?:\[.*\])?$/s.exec(address.replace(/\[[^\]]*\]$/, "")) ?? [];
  return {
    address,
    mode: "managed",
    type,
    name,
    provider_name: RJP,
    schema_version: 0,
    values,
    sensitive_values: {},
    ...rest,
  };
}

/** What `terraform show -json` prints of a state. */
export function terraformShow(resources: readonly JsonObject[], modules: readonly JsonObject[] = []): JsonObject {
  return {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: { resources: [...resources], ...(modules.length > 0 && { child_modules: [...modules] }) } },
  };
}

/** A module of it. */
export function module(
  address: string,
  resources: readonly JsonObject[],
  modules: readonly JsonObject[] = [],
): JsonObject {
  return { address, resources: [...resources], ...(modules.length > 0 && { child_modules: [...modules] }) };
}

/** What it prints of a plan. */
export function terraformPlan(prior: JsonObject | undefined, planned: readonly JsonObject[]): JsonObject {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: [...planned] } },
    resource_changes: [],
    ...(prior !== undefined && { prior_state: prior }),
    configuration: {},
  };
}

/** A state file. */
export function terraformState(resources: readonly JsonObject[]): JsonObject {
  return {
    version: 4,
    terraform_version: "1.11.4",
    serial: 8,
    lineage: "cacc0d4a-0000-0000-0000-000000000000",
    outputs: {},
    resources: [...resources],
    check_results: null,
  };
}

/** A resource of it, with its instances' keys, attributes and the rest. */
export function inStateFile(
  type: string,
  name: string,
  instances: readonly JsonObject[],
  rest: JsonObject = {},
): JsonObject {
  return { mode: "managed", type, name, provider: `provider["${RJP}"]`, instances: [...instances], ...rest };
}

/** The URN of an older provider's resource. */
export function oldUrn(name: string): string {
  return `urn:pulumi:dev::old::pulumi-nodejs:dynamic:Resource::${name}`;
}

const STACK = "urn:pulumi:dev::old::pulumi:pulumi:Stack::old-dev";
const PROVIDER = "urn:pulumi:dev::old::pulumi:providers:pulumi-nodejs::default";

/** A resource of an older provider in a state. */
export function dynamic(name: string, id: string, way: Json, attributes: Json, rest: JsonObject = {}): JsonObject {
  const inputs = { attributes, resource: way };
  const { info = {}, ...others } = rest;
  return {
    urn: oldUrn(name),
    custom: true,
    id,
    type: "pulumi-nodejs:dynamic:Resource",
    inputs: { __provider: "exports.handler = __f0;", ...inputs },
    outputs: { __provider: "exports.handler = __f0;", info, inputs, sid: id },
    parent: STACK,
    provider: `${PROVIDER}::1b671a64`,
    ...others,
  };
}

/** What `pulumi stack export` prints. */
export function stackExport(resources: readonly JsonObject[], rest: JsonObject = {}): JsonObject {
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-11-26T00:00:00Z", magic: "m", version: "v3.259.0" },
      resources: [
        { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" },
        {
          urn: PROVIDER,
          custom: true,
          id: "1b671a64",
          type: "pulumi:providers:pulumi-nodejs",
          inputs: {},
          outputs: {},
        },
        ...resources,
      ],
      ...rest,
    },
  };
}

/** A secret of a Pulumi state. */
export function secret(): JsonObject {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
}
