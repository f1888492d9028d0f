/** The type token of a kind; fixed for ever, since every state file holds it. */
export function typeToken(kind: string): string {
  return `pulumi-nodejs:dynamic/taskrouter:${kind}`;
}

/**
 * The text that Pulumi's dynamic host turns into the provider; every state file holds it, so it never changes
 * (docs/adr/0001). It is constant, where Pulumi would serialise the provider's code: small, and no change when this
 * package is upgraded.
 */
export function providerText(kind: string): string {
  return `exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("${kind}");`;
}
