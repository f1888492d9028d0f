import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { scene } from "../support/scene";

/** What `taskrouter diff -` tells of a preview, and its exit code. */
async function diff(preview: string, ...options: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [resolve("dist/cli/main.js"), "diff", ...options, "-"], { stdio: "pipe" });
  child.stdin.end(preview);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: Number(code), out, err };
}

describe("taskrouter diff of what the engine would do", () => {
  const here = scene({ secrets: ["hush-one", "hush-two"] });

  const HEAD = `
    const main = new taskrouter.Workspace("main");
    const other = new taskrouter.Workspace("other");
    const queue = (name, friendlyName, workspaceSid = main) => new taskrouter.TaskQueue(name, { workspaceSid, friendlyName });
    const billing = queue("billing", "Billing");
    const everyone = queue("everyone", "Everyone");
    const fallback = (note) => ({ queue: everyone, ...(note && { note: pulumi.secret(note) }) });
    const calls = (filters, note, more = {}) => new taskrouter.Workflow("calls", { workspaceSid: main, configuration: { filters, default_filter: fallback(note) }, ...more });
    const gold = { filter_friendly_name: "Gold", expression: "tier == 'gold'", targets: [{ queue: billing, priority: 5 }, { queue: everyone }] };
    const night = { filter_friendly_name: "Night", expression: "hour > 20", targets: [{ queue: everyone }] };
  `;
  const program = (body: string): typeof here.stack => here.stack.program(HEAD + body);

  async function previewed(body: string, ...options: string[]): Promise<string> {
    const run = await program(body).preview("--json", "--show-sames", ...options);
    expect(run.code, run.output).toBe(0);
    return run.stdout;
  }

  test("creates, changes, secrets, replacement and removal, by the names of the queues", async () => {
    const first = "calls([gold, night], 'hush-one');";
    const created = await diff(await previewed(first));
    expect(created.out).toBe(
      'workflow "calls" will be created: 2 filters, default queue (known after up)\n\n1 difference\n',
    );
    const run = await program(first).up();
    expect(run.code, run.output).toBe(0);
    expect(await diff(await previewed(first))).toEqual({ code: 0, out: "no differences\n", err: "" });

    const changed = await diff(
      await previewed(`
        const sales = queue("sales", "Sales");
        gold.targets[0].priority = 10;
        gold.targets.splice(1, 0, { queue: sales, timeout: 30 });
        calls([{ filter_friendly_name: "VIP", expression: "vip == true", targets: [{ queue: billing }] }, gold, night], undefined, { taskReservationTimeout: 60 });`),
    );
    expect(changed).toEqual({
      code: 1,
      out: `workflow "calls" will be updated:
  taskReservationTimeout set to 60
  filter "VIP" added at 1: expression vip == true, queue "Billing"
  filter "Gold": target 1: priority 5 → 10
  filter "Gold": target 2 added: queue "Sales" (known after up), timeout 30
  default filter: note removed, was [secret]

5 differences
`,
      err: "",
    });

    const secret = await diff(
      await previewed("calls([gold, night], 'hush-two');", "--show-secrets"),
      "--format",
      "markdown",
    );
    expect(secret.out).toBe(
      "### Workflow `calls` will be updated\n\n- default filter: `note` [secret] → [secret] (changed)\n",
    );

    const replaced = await diff(
      await previewed(`
        const there = queue("there", "There", other);
        new taskrouter.Workflow("calls", { workspaceSid: other, configuration: { filters: [{ ...night, targets: [{ queue: there }] }] } });`),
    );
    expect(replaced.out).toMatch(/^workflow "calls" will be replaced:\n {2}workspaceSid "WS\w+" → "WS\w+"\n/);
    expect(replaced.out).toContain('  filter "Night": queue "Everyone" → "There" (known after up)\n');
    expect(replaced.out).toContain('  default filter removed: queue "Everyone", note [secret]\n');

    expect((await diff(await previewed(""))).out).toBe('workflow "calls" will be deleted\n\n1 difference\n');
    expect([created, changed, secret, replaced].map(({ out, err }) => out + err).join("")).not.toContain("hush");
  });

  test("a preview that failed", async () => {
    const run = await program("calls([{ ...gold, expression: \"tier HSA 'gold'\" }]);").preview("--json");
    const { code, err } = await diff(run.stdout);
    expect(code).toBe(2);
    expect(err).toContain(
      "taskrouter diff: <stdin>: pulumi preview reported an error, so this file may be incomplete: ",
    );
    expect(err).toContain("unknown operator HSA, did you mean HAS?");
  });
});
