// Run in a user's folder: says, as JSON, what the package's classes do with the SDK that is installed there.
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/index.js`);
const pulumi = require("@pulumi/pulumi");
const taskrouter = require("pulumi-taskrouter");

const registered = [];
const called = [];
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs, provider, id }) => {
    registered.push({ type, name, inputs, provider, id });
    return { id: id || `${name}-id`, state: inputs };
  },
  call: ({ token, inputs, provider: through }) => {
    called.push({ token, inputs, provider: through });
    return { friendlyName: "found" };
  },
});

/** @param {() => object} work */
function thrown(work) {
  try {
    work();
    return undefined;
  } catch (error) {
    return { run: pulumi.RunError.isInstance(error), message: error.message };
  }
}

/** Plain text or a secret in the stack's configuration, before any resource is made. */
const configured = (secret) => {
  pulumi.runtime.setAllConfig({ "taskrouter:authToken": "plain-token" }, secret ? ["taskrouter:authToken"] : []);
  return thrown(() => taskrouter.Workspace.get("looked-up", `WS${"0".repeat(32)}`));
};
const secrets = {
  isConfigSecret: typeof pulumi.runtime.isConfigSecret,
  plain: configured(false),
  secret: configured(true),
};
pulumi.runtime.setAllConfig({}, []);

const queue = `WQ${"1".repeat(32)}`;
const workspace = new taskrouter.Workspace("workspace");
const resources = [
  workspace,
  new taskrouter.WorkspaceDefaults("defaults", { workspaceSid: workspace }),
  new taskrouter.Activity("activity", { workspaceSid: workspace }),
  new taskrouter.TaskQueue("queue", { workspaceSid: workspace }),
  new taskrouter.Workflow("workflow", { workspaceSid: workspace, configuration: { default_filter: { queue } } }),
];

const provider = new taskrouter.Provider("eu", { accountSid: `AC${"2".repeat(32)}`, authToken: "of-eu" });
const other = new taskrouter.Provider("us");
const type = "pulumi-nodejs:dynamic/taskrouter:Activity";
const named = new taskrouter.Workspace("named", {}, { provider });
const handedOn = new taskrouter.Activity("handed-on", { workspaceSid: named });
const group = new pulumi.ComponentResource("test:index:Group", "group", {}, { providers: [provider] });
const inGroup = new taskrouter.Workspace("in-group", {}, { parent: group });
const providers = {
  byDefault: workspace.getProvider(type) === undefined,
  named: named.getProvider(type) === provider,
  handedOn: handedOn.getProvider(type) === provider,
  group: group.getProvider(type) === provider,
  inGroup: inGroup.getProvider(type) === provider,
  agreed: thrown(() => new taskrouter.Activity("agreed", { workspaceSid: inGroup }, { parent: group })),
  conflict: thrown(() => new taskrouter.Activity("conflict", { workspaceSid: named }, { provider: other })),
};

await new Promise((done) => {
  pulumi.all([...resources, named, handedOn, inGroup].map(({ urn }) => urn)).apply(done);
});
// What look-ups ask the mocks, and what comes of a secret.
const offline = { workspaceSid: workspace, friendlyName: pulumi.secret("Offline") };
const found = taskrouter.getActivityOutput(offline);
const lookUps = {
  found: await new Promise((done) => found.friendlyName.apply(done)),
  secret: await pulumi.isSecret(found),
  plain: await taskrouter.getWorkspace({ friendlyName: "Support" }, { provider }),
  unknown: thrown(() => taskrouter.getActivityOutput({ workspaceSid: named, friendlyName: "x" }, { provider: other })),
  called,
};
process.stdout.write(JSON.stringify({ secrets, providers, registered, lookUps }));
