import type { Expression } from "./ast";
import { compile } from "./reasoning/formula";
import { follows, type Purse, Search } from "./reasoning/search";

export { documentPurse, type Purse } from "./reasoning/search";
export { createShadowIndex, type ShadowIndex } from "./reasoning/shadow";

/*
 * Questions about expressions, whatever the attributes hold. `true` is proved from the evaluator's rules; `false` means
 * not shown: there are attributes that speak against it, or finding out costs more than one question may.
 *
 * Whether an attribute holds a single value or a list is known to whoever writes the expression. Only where an answer
 * says so, it is assumed that attributes that are compared as single values everywhere (on both sides of scalar
 * operators, before IN, after HAS, as an item of a list) hold single values. `type != 'a' OR type != 'b'` is false of a
 * list, and still nothing that anybody would write for that reason.
 */

const nothing = (): boolean => false;

/** No attributes make it true. Without any assumption. */
export function impossible(expression: Expression, purse?: Purse): boolean {
  return !new Search(nothing, purse).satisfiable([compile(expression).formula, true]);
}

/** All attributes make it true, if those that it uses as single values only are single values. */
export function certain(expression: Expression, purse?: Purse): boolean {
  const { formula, names } = compile(expression);
  return !new Search((name) => names.get(name) === true, purse).satisfiable([formula, false]);
}

/**
 * All attributes that make the first expression true make the second true, if the attributes that both of them use,
 * and only as single values, are single values.
 */
export function implies(narrow: Expression, wide: Expression, purse?: Purse): boolean {
  return narrow === wide || follows(compile(narrow), compile(wide), purse);
}
