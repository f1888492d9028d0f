// The emulator as a process of its own, and its REST API as a person would ask it.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { ROOT } from "./sandbox.mjs";

/** The account that the emulator knows by default. */
export const ACCOUNT_SID = "AC00000000000000000000000000000000";

/** A running emulator. */
export class EmulatorProcess {
  /** A token for this run only. */
  authToken = randomBytes(16).toString("hex");
  url = "";
  pid = 0;

  /**
   * Starts `taskrouter emulate`.
   * @param {import("./processes.mjs").Processes} processes
   * @param {import("./processes.mjs").How} how
   */
  async start(processes, how) {
    const args = [join(ROOT, "dist/cli/main.js"), "emulate", "--port", "0", "--auth-token", this.authToken];
    const { match, pid } = await processes.start("node", args, /(http:\/\/\S+)\s/, how);
    this.url = String(match[1]);
    this.pid = pid;
    return this;
  }

  /**
   * One request.
   * @param {string} path from `/v1` on, or `/_emulator/…`
   * @param {Record<string, string>} [form] makes it a POST
   * @returns {Promise<any>} the JSON that it answers
   */
  async request(path, form) {
    const credentials = Buffer.from(`${ACCOUNT_SID}:${this.authToken}`).toString("base64");
    const answer = await fetch(this.url + path, {
      method: form ? "POST" : "GET",
      headers: { authorization: `Basic ${credentials}` },
      ...(form && { body: new URLSearchParams(form) }),
    });
    if (!answer.ok)
      throw new Error(`${form ? "POST" : "GET"} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  }
}
