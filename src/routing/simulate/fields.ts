import { didYouMean } from "../../core/did-you-mean";
import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { parseJsonText } from "../../core/json-text";
import type { Path } from "../../core/path";
import { valueName } from "../lint-words";
import type { Mistakes } from "./mistakes";

/** A range of numbers, both ends in it. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Reads an object key by key; what is wrong is reported and then absent. */
export class Fields {
  readonly #object: JsonObject;
  readonly #mistakes: Mistakes;
  readonly path: Path;

  private constructor(object: JsonObject, path: Path, mistakes: Mistakes) {
    this.#object = object;
    this.path = path;
    this.#mistakes = mistakes;
  }

  /** @param keys those that are known; undefined for any */
  static of(
    value: Json | undefined,
    path: Path,
    mistakes: Mistakes,
    keys: readonly string[] | undefined,
  ): Fields | undefined {
    if (value === undefined) return undefined;
    if (!isJsonObject(value)) {
      const what = path.length === 0 ? "what a workflow routes in " : "";
      mistakes.add("TR6000", path, `${what}must be an object, not ${valueName(value)}`);
      return undefined;
    }
    for (const key of keys === undefined ? [] : Object.keys(value)) {
      if (keys?.includes(key) !== false) continue;
      const meant = didYouMean(key, keys);
      const attributes = keys.includes("attributes") ? "; what it knows of itself goes in attributes" : "";
      const advice = meant === undefined ? `${attributes}; known here: ${keys.join(", ")}` : `, did you mean ${meant}?`;
      mistakes.add("TR6001", [...path, key], `is not known here${advice}`);
    }
    return new Fields(value, path, mistakes);
  }

  at(key: string): Path {
    return [...this.path, key];
  }

  get keys(): readonly string[] {
    return Object.keys(this.#object);
  }

  /** Null is the same as nothing. */
  value(key: string): Json | undefined {
    return Object.hasOwn(this.#object, key) ? (this.#object[key] ?? undefined) : undefined;
  }

  text(key: string): string | undefined {
    return this.#typed(key, "text", (value) => typeof value === "string");
  }

  boolean(key: string): boolean | undefined {
    return this.#typed(key, "true or false", (value) => typeof value === "boolean");
  }

  number(key: string, { least, most, whole = false }: NumberRange): number | undefined {
    const value = this.#typed<number>(key, "a number", (each) => typeof each === "number");
    if (value === undefined) return undefined;
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
    const kind = whole ? "a whole number" : "a number";
    this.#mistakes.add("TR6007", this.at(key), `must be ${kind} from ${least} to ${most}, not ${value}`);
    return undefined;
  }

  oneOf<Word extends string>(key: string, words: readonly Word[]): Word | undefined {
    const what = `one of ${words.map((word) => JSON.stringify(word)).join(", ")}`;
    return this.#typed<Word>(key, what, (value) => words.some((word) => word === value));
  }

  list(key: string): readonly Json[] {
    return this.#typed<Json[]>(key, "a list", Array.isArray) ?? [];
  }

  object(key: string, keys: readonly string[] | undefined): Fields | undefined {
    return Fields.of(this.value(key), this.at(key), this.#mistakes, keys);
  }

  /** Attributes: an object, or its JSON text. */
  attributes(): JsonObject {
    const value = this.value("attributes");
    const path = this.at("attributes");
    if (value === undefined || isJsonObject(value)) return value ?? {};
    if (typeof value !== "string") {
      this.#mistakes.add("TR6000", path, `must be an object or its JSON text, not ${valueName(value)}`);
      return {};
    }
    const parsed = parseJsonText(value);
    if ("error" in parsed) {
      const { message, offset, length } = parsed.error;
      this.#mistakes.add("TR6009", path, message, { text: value, start: offset, end: offset + length });
      return {};
    }
    if (isJsonObject(parsed.value)) return parsed.value;
    this.#mistakes.add("TR6009", path, `must be the text of an object, not of ${valueName(parsed.value)}`);
    return {};
  }

  #typed<T extends Json>(key: string, what: string, is: (value: Json) => boolean): T | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (is(value)) return value as T;
    this.#mistakes.add("TR6000", this.at(key), `must be ${what}, not ${valueName(value)}`);
    return undefined;
  }
}
