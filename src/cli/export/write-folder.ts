import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Refusal } from "../account/credentials";
import { counted } from "../counted";
import { shownFile } from "../read-text";
import { systemWords } from "../system-words";
import type { ProjectFile } from "./project";

/**
 * Refuses, before anything is read from the account, a folder in which something would be overwritten.
 * @throws Refusal
 */
export function assertWritable(folder: string, force: boolean): void {
  if (!existsSync(folder)) return;
  const shown = shownFile(folder);
  if (!statSync(folder).isDirectory()) throw new Refusal(`${shown} is a file; name a folder`);
  const there = readdirSync(folder);
  if (there.length === 0 || force) return;
  throw new Refusal(
    `${shown} holds ${counted(there.length, "file")} already, and nothing was written; name another folder, or say --force to ` +
      "write over files of the same names in it",
  );
}

/**
 * Writes all files or none: beside the folder first, and then at once. Over a folder with other files in it each file takes the
 * place of the older one by itself, so that none is ever half-written.
 *
 * @throws Refusal in words
 */
export function writeFolder(folder: string, files: readonly ProjectFile[]): void {
  const target = resolve(folder);
  let staged: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    staged = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
    rmSync(staged, { recursive: true, force: true });
    mkdirSync(staged);
    for (const { name, text } of files) writeFileSync(join(staged, name), text);
    const isFree = !existsSync(target) || readdirSync(target).length === 0;
    if (isFree) {
      rmSync(target, { recursive: true, force: true });
      renameSync(staged, target);
    } else {
      for (const { name } of files) renameSync(join(staged, name), join(target, name));
    }
  } catch (error) {
    throw new Refusal(`cannot write ${shownFile(folder)}: ${systemWords(error, "write")}`);
  } finally {
    if (staged !== undefined) rmSync(staged, { recursive: true, force: true });
  }
}
