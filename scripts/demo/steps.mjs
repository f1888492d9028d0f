// The story that the demo tells. Every claim in it is checked; the first that does not hold ends the demo.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isBuilt } from "../sandbox/built.mjs";
import { ACCOUNT_SID, EmulatorProcess } from "../sandbox/emulator.mjs";
import { Unexpected } from "../sandbox/interruptible.mjs";
import { ROOT } from "../sandbox/sandbox.mjs";
import { asTable, inventory } from "./account.mjs";

/** What goes wrong in the workflow: what is typed for what, and what the error must say. */
const MISTAKES = [
  {
    right: "topic == 'billing'",
    wrong: "topic === 'billing'",
    says: "filters[0].expression: unknown operator ===, did you mean ==? [TR1006]",
  },
  {
    right: "timeout: 60",
    wrong: "timeout: 0",
    says: "filters[0].targets[0].timeout: must be a whole number of seconds, at least 1, not 0",
  },
  {
    right: "default_filter: { queue: everyone }",
    wrong: "default_filter: { queue: workspace.sid }",
    says: "default_filter.queue: must be a TaskQueue SID",
  },
];

/**
 * @param {object} stage
 * @param {import("./screen.mjs").Screen} stage.screen
 * @param {import("../sandbox/processes.mjs").Processes} stage.processes
 * @param {import("../sandbox/sandbox.mjs").Sandbox} stage.sandbox
 */
export async function demo({ screen, processes, sandbox }) {
  const { write } = screen;
  const must = (holds, otherwise) => {
    if (!holds)
      throw new Unexpected(`${otherwise}. This is a bug in pulumi-taskrouter or in its demo; please report it.`);
  };

  screen.step("tools", "The tools: this package, compiled, and the Pulumi CLI");
  // With the user's own environment: they may need its proxy, its caches, its PULUMI_HOME.
  const { TMPDIR, TEMP, TMP } = sandbox.env;
  const env = { ...process.env, TMPDIR, TEMP, TMP };
  const npm = async (name, script) => {
    screen.command(`npm run ${name}`);
    const { code } = await processes.run(process.execPath, [join(ROOT, script)], {
      cwd: ROOT,
      env,
      write,
    });
    if (code !== 0) throw new Unexpected(`npm run ${name} failed (exit code ${code})`);
  };
  if (isBuilt()) write("dist/ is up to date\n");
  else await npm("build", "scripts/build.mjs");
  await npm("pulumi:install", "scripts/pulumi-install.mjs");

  screen.step("emulator", "A TaskRouter of our own, with an account and a token made up for this run");
  screen.command("npx taskrouter emulate --port 0 --auth-token $TOKEN &");
  const emulator = await new EmulatorProcess().start(processes, { cwd: ROOT, env: sandbox.env, write });

  screen.step("stack", "A stack of our own: its state, home and passphrase are in a temporary folder, $DEMO");
  screen.command(
    "export PULUMI_HOME=$DEMO/home PULUMI_BACKEND_URL=file://$DEMO/state PULUMI_CONFIG_PASSPHRASE=$PASSPHRASE",
  );
  screen.command("cp -r examples/quickstart $DEMO && ln -s $PWD/node_modules $DEMO/quickstart && cd $DEMO/quickstart");
  const cwd = sandbox.project(join(ROOT, "examples/quickstart"), "quickstart");
  const pulumi = (args, shown = args.join(" "), input = undefined) => {
    screen.command(`pulumi ${shown}`);
    const colour = ["--non-interactive", "--color", screen.colour ? "always" : "never"];
    return processes.run("pulumi", [...args, ...colour], { cwd, env: sandbox.env, write, input });
  };
  const works = async (...call) => {
    const ended = await pulumi(...call);
    must(ended.code === 0, `pulumi ${call[0].join(" ")} ended with exit code ${ended.code}`);
    return ended;
  };
  await works(["stack", "init", "demo"]);
  await works(["config", "set", "taskrouter:baseUrl", emulator.url]);
  await works(["config", "set", "taskrouter:accountSid", ACCOUNT_SID]);
  const secret = ["config", "set", "--secret", "taskrouter:authToken"];
  await works(secret, `${secret.join(" ")} <<< $TOKEN`, emulator.authToken);
  /** The resources of ours that the state holds. */
  const managed = () => {
    const { checkpoint } = JSON.parse(sandbox.states()["demo"] ?? "{}");
    return (checkpoint?.latest?.resources ?? []).filter(({ type }) => type.includes(":dynamic/taskrouter:"));
  };

  screen.step("up", "The example's workspace, activities, queues and workflow");
  await works(["up", "--yes", "--skip-preview"]);

  screen.step("look", "What was made, asked of the REST API");
  const curl = `curl -u ${ACCOUNT_SID}:$TOKEN ${emulator.url}`;
  screen.command(`${curl}/v1/Workspaces   # and everything below, as a table`);
  const made = await inventory(emulator);
  screen.table(asTable(made));
  must(managed().length === 7, `the state holds ${managed().length} resources instead of 7`);
  const missing = managed().find(({ id }) => !made.some(({ sid }) => sid === id));
  must(missing === undefined, `${missing?.urn} is in the state, but not in the account`);
  must(!Object.values(sandbox.states()).join().includes(emulator.authToken), "the state holds the token in plain text");
  screen.say(
    "7 resources, each there under the SID that the state has. (What else there is, every new workspace brings.)",
  );

  screen.step("again", "The same program once more: nothing to do");
  await works(["preview", "--expect-no-changes"]);

  screen.step("mistake", "Three mistakes in the workflow, previewed");
  const file = join(cwd, "index.ts");
  const right = readFileSync(file, "utf8");
  const wrong = MISTAKES.reduce((text, mistake) => text.replace(mistake.right, mistake.wrong), right);
  screen.command("$EDITOR index.ts");
  screen.changedLines(right, wrong);
  writeFileSync(file, wrong);
  const requests = async () => (await emulator.request("/_emulator/requests")).length;
  const before = await requests();
  const caught = await pulumi(["preview"]);
  must(caught.code !== 0, "the preview of a faulty program ended with exit code 0");
  for (const { wrong: typed, says } of MISTAKES) {
    must(wrong.includes(typed), `the example has no line to make the mistake ${typed} in`);
    must(caught.output.includes(says), `the preview did not say "${says}"`);
  }
  must(!caught.output.includes("Warning"), "the preview said more than that");
  must((await requests()) === before, "the preview of a faulty program sent requests");
  screen.say(`All three are caught, with exit code ${caught.code} and without a single request.`);
  writeFileSync(file, right);

  screen.step("drift", "Somebody changes a queue in the console; a refresh sees it, and up puts it back");
  const billing = made.find(({ kind, name }) => kind === "TaskQueue" && name === "billing");
  must(billing, "there is no queue billing");
  screen.command(`${curl}${billing.path} -d "TargetWorkers=skills HAS 'sales'"`);
  await emulator.request(billing.path, { TargetWorkers: "skills HAS 'sales'" });
  const drift = await works(["preview", "--refresh", "--diff"]);
  must(drift.output.includes("skills HAS 'sales'"), "the preview did not show the change");
  await works(["up", "--refresh", "--yes", "--skip-preview"]);
  must(JSON.stringify(await inventory(emulator)) === JSON.stringify(made), "the queue was not put back");

  screen.step("destroy", "And away with it");
  await works(["destroy", "--yes", "--skip-preview"]);
  screen.command(`${curl}/v1/Workspaces | jq .workspaces`);
  const { workspaces } = await emulator.request("/v1/Workspaces");
  write(`${JSON.stringify(workspaces)}\n`);
  must(workspaces.length === 0, "the account still holds a workspace");
  must(managed().length === 0, "the state still holds resources");
  await works(["stack", "rm", "demo", "--yes"]);
  for (const value of [emulator.authToken, sandbox.env["PULUMI_CONFIG_PASSPHRASE"] ?? ""]) {
    must(!screen.transcript.includes(value), "a secret was printed");
  }
  screen.say("The account is empty.");
}
