import { sidKind } from "../../core/sid";
import { workspace } from "../../resources/descriptors/workspace";
import { descriptors } from "../../resources/kinds";
import type { ForeignFormat, ForeignResource, ForeignState, Untaken } from "./foreign";
import { type Claim, gather, nameOf, staysOf } from "./gather";
import { textIn } from "./parts";
import { TERRAFORM_KINDS, TERRAFORM_REASONS, TERRAFORM_TASKROUTER, TERRAFORM_VOICE_QUEUES } from "./terraform-types";

/** What the resources of a Terraform state are here; `providers` as the state names them. */
export function fromTerraform(
  format: ForeignFormat,
  { resources, providers }: { readonly resources: readonly ForeignResource[]; readonly providers: readonly string[] },
): ForeignState {
  const claims: Claim[] = [];
  const untaken: Untaken[] = [];
  const staying: ForeignResource[] = [];
  for (const resource of resources) {
    const kinds = Object.hasOwn(TERRAFORM_KINDS, resource.type) ? TERRAFORM_KINDS[resource.type] : undefined;
    const reason = reasonAgainst(resource, kinds !== undefined);
    if (reason !== undefined) untaken.push({ ...shown(resource), reason });
    else if (kinds === undefined) staying.push(resource);
    else for (const { kind, unasked } of kinds) claims.push(claimOf(resource, kind, unasked));
  }
  const gathered = gather(claims);
  return {
    format,
    // OpenTofu names providers by its own registry unless told otherwise, and prints the same document.
    tool: providers.some((provider) => provider.includes("registry.opentofu.org/")) ? "tofu" : "terraform",
    stack: "",
    objects: gathered.objects,
    untaken: [...untaken, ...gathered.untaken],
    stays: staysOf(staying),
    guarded: new Set(),
    notes: resources
      .filter(({ tainted, type }) => tainted && Object.hasOwn(TERRAFORM_KINDS, type))
      .map(
        ({ address }) => `${address} is tainted: Terraform was about to make it anew, and here it is taken as it is`,
      ),
  };
}

function reasonAgainst({ type, values, leftover }: ForeignResource, isTaken: boolean): string | undefined {
  if (isTaken) return leftover ? "it was replaced and is yet to be deleted: terraform apply does that" : undefined;
  const name = values["friendly_name"];
  if (TERRAFORM_VOICE_QUEUES.has(type) && typeof name === "string" && /^WW[0-9a-fA-F]{32}$/.test(name)) {
    return `the calls of Workflow ${name} wait in it: declare a VoiceQueue, whose create takes it over, and no import is needed`;
  }
  if (!type.startsWith(TERRAFORM_TASKROUTER)) return undefined;
  return TERRAFORM_REASONS[type] ?? "this version of pulumi-taskrouter has no such kind";
}

/** A child's id is its own SID (RJPearson94), or its workspace's and its own with a slash between them (twilio/twilio). */
function claimOf(resource: ForeignResource, kind: string, unasked: true | undefined): Claim {
  const { address, type, words, values, secret } = resource;
  const ids = textIn(values["id"])?.split("/") ?? [];
  const isHome = descriptors.some((known) => known.kind === kind && known.sidPrefix === workspace.sidPrefix);
  const home = textIn(values["workspace_sid"]) ?? ids.find((id) => sidKind(id) === "a Workspace");
  const sid = textIn(values["sid"]) ?? ids.at(-1);
  return {
    kind,
    type,
    address,
    name: nameOf(words),
    sid: isHome ? (sid ?? home) : sid,
    workspaceSid: isHome ? (sid ?? home) : home,
    accountSid: textIn(values["account_sid"]),
    value: (key) => values[key],
    // RJPearson94 calls it otherwise.
    secret: secret === "all" ? secret : secret.map((name) => (name === "event_filters" ? "events_filter" : name)),
    ...(unasked === true && { unasked }),
  };
}

function shown({ address, type, values }: ForeignResource): Omit<Untaken, "reason"> {
  return { address, type, sid: textIn(values["sid"]) ?? textIn(values["id"]) };
}
