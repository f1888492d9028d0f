// The pictures in the documents are what `taskrouter graph` draws of the programs and documents beside them.
// UPDATE_PICTURES=1 writes them anew.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect, test, vi } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { commandLine } from "../support/command-line";
import { readMermaid } from "../support/mermaid";

vi.mock("pulumi-taskrouter", () => import("../../src/index.js"));

const ROOT = resolve(__dirname, "../..");

/** What `taskrouter graph` draws of a text on standard input. */
async function graph(text: string): Promise<string> {
  const { code, out, err } = await commandLine(["graph", "-"], { reads: text });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out;
}

/** A state as `pulumi stack export` prints it, of a program that was run with mocks in place of the engine. */
async function stateOf(program: () => Promise<{ readonly workflowSid: pulumi.Output<string> }>): Promise<string> {
  const resources: JsonObject[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      const number = resources.length.toString(16).padStart(32, "0");
      const id = `${type.endsWith(":TaskQueue") ? "WQ" : "WW"}${number}`;
      resources.push({ type, urn: `urn:pulumi:dev::program::${type}::${name}`, id, inputs: inputs as JsonObject });
      return { id, state: inputs as object };
    },
    call: () => ({ sid: `WA${"0".repeat(32)}` }),
  });
  const { workflowSid } = await program();
  await new Promise((done) => void workflowSid.apply(done));
  return JSON.stringify({ version: 3, deployment: { resources } });
}

/** The picture that a document shows; it is the only one, or the first. */
function expectPicture(file: string, picture: string): void {
  const path = resolve(ROOT, file);
  const text = readFileSync(path, "utf8");
  const block = /(?<=^```mermaid\n)[^`]*(?=^```$)/m;
  readMermaid(picture);
  if (process.env["UPDATE_PICTURES"] === "1")
    writeFileSync(
      path,
      text.replace(block, () => picture),
    );
  else expect(block.exec(text)?.[0], `${file}: UPDATE_PICTURES=1 writes it anew`).toBe(picture);
}

test("README.md shows the quick start's workflow", async () => {
  expectPicture("README.md", await graph(await stateOf(() => import("../../examples/quickstart/index.js"))));
});

test("the contact centre's README shows its workflow", async () => {
  const state = await stateOf(() => import("../../examples/contact-centre/index.js"));
  expectPicture("examples/contact-centre/README.md", await graph(state));
});

test("docs/graph.md shows the document that stands in it", async () => {
  const page = readFileSync(resolve(ROOT, "docs/graph.md"), "utf8");
  const [, document = ""] = /^```json\n([^`]*)^```$/m.exec(page) ?? [];
  expectPicture("docs/graph.md", await graph(document));
});

test("docs/graph.md names every option", async () => {
  const { command } = await import("../../src/cli/graph.js");
  const page = readFileSync(resolve(ROOT, "docs/graph.md"), "utf8");
  const options = [...command.help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option ?? "");
  expect(options.length).toBeGreaterThan(5);
  for (const option of options) expect(page).toContain(`| \`${option}`);
});
