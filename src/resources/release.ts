import * as pulumi from "@pulumi/pulumi";
import { isUnknown } from "../core/unknown";
import { asObject } from "../lifecycle/canonical";
import { knownPart } from "./known-part";

/** What the constructor of a resource that may adopt goes by. */
export interface Adopting {
  readonly kind: string;
  /** The property by which `adopt: true` finds it. */
  readonly naturalKey: string;
  /** The arguments as the program gave them. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly opts: pulumi.CustomResourceOptions;
}

/** Does the program adopt, or might it? Of an Output or promise it is assumed: releasing does no harm. */
export function mayAdopt(written: Readonly<Record<string, unknown>>): boolean {
  return Boolean(written["adopt"]);
}

/** What is adopted is not the program's own, so its removal leaves it where it is. What the user says goes first. */
export function releasing({
  opts: { retainOnDelete },
}: Adopting): Pick<pulumi.CustomResourceOptions, "retainOnDelete"> {
  return { retainOnDelete: retainOnDelete ?? true };
}

/**
 * Says beside the resource, in a preview, what adopting will mean. Only where it will be done: of a resource that exists a
 * preview knows the id. Which object it will be nobody has looked up yet.
 */
export function announce(resource: pulumi.CustomResource, adopting: Adopting): void {
  if (!pulumi.runtime.isDryRun() || pulumi.runtime.getEngine() === undefined) return;
  void tell(resource, adopting).catch(() => undefined);
}

async function tell(resource: pulumi.CustomResource, { kind, naturalKey, written, opts }: Adopting): Promise<void> {
  const { value, secret } = await knownPart({ adopt: written["adopt"], name: written[naturalKey] });
  const { adopt, name } = asObject(value);
  if (adopt === undefined || adopt === false || adopt === null) return;
  // The id is there once the engine has the resource, which is also when it can be spoken of.
  const { isKnown } = resource.id as pulumi.Output<string> & { readonly isKnown: Promise<boolean> };
  if (await isKnown) return;
  const { sid } = asObject(adopt);
  const byName = typeof name === "string" && !secret ? ` named "${name}"` : " of its name";
  const bySid = secret || isUnknown(sid) ? " with the SID that adopt gives" : ` ${String(sid)}`;
  const which = sid === undefined ? `${kind}${byName} if there is one, or makes it` : `${kind}${bySid}`;
  const verb = isUnknown(adopt) ? "may adopt (adopt is not known yet)" : "adopts";
  const removal =
    opts.retainOnDelete === false
      ? "removing it from the program deletes it (retainOnDelete: false)"
      : "removing it from the program releases it, it is not deleted";
  await pulumi.log.info(`${verb} the existing ${which}; ${removal}`, resource);
}
