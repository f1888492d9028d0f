// The processes below a process. The engine gives each plugin a process group of its own, so a group's number finds
// none of them; and once the engine is dead, nothing says any more whose they were.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * One process: its number, and when it began, so that a number that was given again is not taken for it.
 * @typedef {{ pid: number, parent: number, began: string }} Entry
 */

/**
 * A process's line in /proc, from the state on (the name before it may hold blanks and brackets).
 * @param {number | string} pid
 * @returns {string[]} field 3 of proc_pid_stat(5) first; empty when there is no such process
 */
export function procStat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return [];
  }
}

/** @returns {Entry[]} */
function all() {
  if (existsSync("/proc/self/stat")) {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), stat: procStat(name) }))
      .filter(({ stat }) => stat.length > 19 && stat[0] !== "Z")
      .map(({ pid, stat }) => ({ pid, parent: Number(stat[1]), began: String(stat[19]) }));
  }
  const { stdout = "" } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,lstart="], { encoding: "utf8" });
  return [...(stdout ?? "").matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, began]) => ({
    pid: Number(pid),
    parent: Number(parent),
    began: String(began),
  }));
}

/**
 * A process and all below it. Empty on Windows, where nothing of the kind is at hand.
 * @param {number} root
 * @returns {Entry[]}
 */
export function tree(root) {
  const entries = all();
  const found = entries.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...entries.filter(({ parent }) => parent === pid));
  return found;
}

/**
 * Ends those that still run, at once.
 * @param {Entry[]} entries what `tree` found
 */
export function kill(entries) {
  const running = all();
  for (const { pid, began } of entries) {
    if (!running.some((entry) => entry.pid === pid && entry.began === began)) continue;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended in the meantime.
    }
  }
}
