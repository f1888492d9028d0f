import { isJsonObject, type Json } from "../../core/json";
import { parseOrderBy } from "../../expression/order-by";
import { parseExpression } from "../../expression/parser";
import type { Call } from "../call";
import { common } from "../common-rules";
import { ApiError } from "../errors";
import type { Rule } from "../rules";
import { complaint } from "./complaint";
import { language } from "./rules";

/** What asks for a check: the call that notes rules, and may be lenient. */
type Asker = Pick<Call, "lenientExpressions" | "note">;

/**
 * Refuses what is no expression, with the parser's own words.
 * @throws ApiError 400/20001
 */
export function checkExpression(text: string, call: Asker): void {
  if (call.lenientExpressions) return;
  const problem = problemOf(text, call);
  if (problem === undefined) return;
  // The one form on record; all others are in ANTLR's style, and the words are ours.
  const onRecord = /^extraneous input .* expecting OPERATOR$/s.test(problem);
  throw new ApiError(400, 20001, problem, [language.refused, ...(onRecord ? [] : [common.wording])]);
}

/**
 * Refuses a routing document in which something is no expression. Empty texts count as left out where they may be.
 * @param configuration - a document that could be read
 * @throws ApiError 400/20001
 */
export function checkConfiguration(configuration: string, call: Asker): void {
  if (call.lenientExpressions) return;
  const routing = at(JSON.parse(configuration), "task_routing");
  listOf(at(routing, "filters")).forEach((filter, index) => {
    const where = `filters[${index}]`;
    check(at(filter, "expression"), `${where}.expression`, call);
    listOf(at(filter, "targets")).forEach((target, number) => {
      for (const key of ["expression", "skip_if", "order_by"] as const) {
        const text = at(target, key);
        if (typeof text !== "string" || text.trim() !== "") check(text, `${where}.targets[${number}].${key}`, call);
      }
    });
  });
}

function check(text: Json | undefined, where: string, call: Asker): void {
  if (typeof text !== "string") return;
  const problem = where.endsWith("order_by") ? orderProblem(text) : problemOf(text, call);
  if (problem !== undefined) throw refusal(`Invalid Configuration: ${where}: ${problem}`, language.nested);
}

const refusal = (message: string, rule: Rule): ApiError => new ApiError(400, 20001, message, [rule, common.wording]);

/** What a parser says of it; a text with characters that are dropped is noted. */
function problemOf(text: string, call: Asker): string | undefined {
  const { expression, findings } = parseExpression(text);
  if (expression === undefined) return complaint(text) ?? findings[0]?.message ?? "no viable alternative";
  if (findings.length > 0) call.note(language.dropped);
  return undefined;
}

const orderProblem = (text: string): string | undefined => {
  const { orderings, findings } = parseOrderBy(text);
  return orderings === undefined ? findings[0]?.message : undefined;
};

const at = (value: Json | undefined, key: string): Json | undefined => (isJsonObject(value) ? value[key] : undefined);

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
