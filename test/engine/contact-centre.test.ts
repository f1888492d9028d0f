import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { commandLine } from "../support/command-line";
import { scene } from "../support/scene";
import { accountOf } from "../support/truth";

const EXAMPLE = resolve(__dirname, "../../examples/contact-centre");
/** Time passes only when it is told to. */
const TWO_O_CLOCK = Date.UTC(2026, 10, 26, 14);

const here = scene({ emulator: { now: () => TWO_O_CLOCK }, stack: () => ({ project: EXAMPLE }) });

/** The afternoon (`text`) or the picture (`mermaid`), as the README has it. */
function block(language: string): string {
  const readme = readFileSync(join(EXAMPLE, "README.md"), "utf8");
  return new RegExp(`\\n\`\`\`${language}\\n([^\`]*)\`\`\`\\n`).exec(readme)?.[1] ?? "";
}

/** What `pulumi stack export | taskrouter graph -` draws. */
async function picture(): Promise<string> {
  const state = (await here.stack.cli("stack", "export")).stdout;
  const { out, err } = await commandLine(["graph", "-"], { reads: state });
  return out + err;
}

async function afternoon(): Promise<string> {
  const { url, accountSid, authToken } = here.emulator;
  const child = spawn(join(EXAMPLE, "../../node_modules/.bin/node"), [join(EXAMPLE, "afternoon.mts"), url], {
    env: { ...process.env, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, NODE_NO_WARNINGS: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  expect(err).toBe("");
  return out;
}

test("the contact centre is made, its afternoon goes as its README tells, and nothing of it is left", async () => {
  const up = await here.stack.up();
  expect(up.code, up.output).toBe(0);
  expect(await afternoon()).toBe(block("text"));

  expect(await picture()).toBe(block("mermaid"));

  const after = await here.stack.preview("--refresh", "--expect-no-changes");
  expect(after.code, after.output).toBe(0);
  const gone = await here.stack.destroy();
  expect(gone.code, gone.output).toBe(0);
  expect(accountOf(here.emulator)).toMatchObject({ workspaces: [], voice_queues: [] });
});
