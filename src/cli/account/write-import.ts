import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isJsonObject, type Json } from "../../core/json";
import { parseJsonText } from "../../core/json-text";
import { unseenEscaped } from "../printable";
import { shownFile } from "../read-text";
import { systemCode, systemWords } from "../system-words";
import { Refusal } from "./credentials";
import type { ImportFile } from "./import-entry";

/** An import file as text, without a character that a terminal would obey. */
export function importText(file: ImportFile): string {
  return `${unseenEscaped(JSON.stringify(file, null, 2))}\n`;
}

/** What was read to make an import file: its name, and what it is called in words. */
interface Source {
  readonly of: string;
  readonly which: string;
}

/**
 * Writes an import file over an older one, but over nothing else. It is there as a whole or not at all.
 * @throws Refusal
 */
export function writeImport(file: string, content: ImportFile, { of, which }: Source): void {
  if (resolve(file) === resolve(of)) throw new Refusal(`--write-import ${shownFile(file)} is ${which} itself`);
  const old = readIfThere(file);
  if (old !== undefined && !isImportFile(old)) {
    throw new Refusal(`--write-import ${shownFile(file)} is a file already, and no import file; name another one`);
  }
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, importText(content), { flag: "wx" });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Refusal(`cannot write ${shownFile(file)}: ${systemWords(error, "write")}`);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw new Refusal(
      `cannot tell whether ${shownFile(file)} is an older import file: ${systemWords(error, "read")}; name another one`,
    );
  }
}

function isImportFile(text: string): boolean {
  const parsed: { value: Json } | { error: unknown } = parseJsonText(text);
  return "value" in parsed && isJsonObject(parsed.value) && Array.isArray(parsed.value["resources"]);
}
