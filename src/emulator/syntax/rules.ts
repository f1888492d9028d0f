import { assumed, defineRules, observed } from "../rules";

/** The expression language, where expressions are written. */
export const language = defineRules("expression", {
  refused: observed(
    "A TargetWorkers (and a TargetWorkersExpression or EvaluateTaskAttributes) that does not parse is 400/20001 with the parser's message; `skill-level > 3` is `extraneous input 'evel' expecting OPERATOR`. What it means is not checked.",
    "live test 25 Mar 2026, test 3",
  ),
  nested: assumed(
    "A-22",
    "expression, skip_if and order_by in a Configuration are checked as strictly as TargetWorkers (lenientExpressions takes them all); the message says where. An empty one of a target counts as left out.",
    "workflow page: the configuration is checked for its syntax",
  ),
  dropped: assumed(
    "A-22",
    "Characters that the lexer does not know are dropped, and the rest is what counts: `a! = 1` is `a = 1`.",
    "deployed expressions; the message on record for skill-level > 3",
  ),
  unaryNot: assumed("A-20", "NOT but in NOT IN, `<>` and IS NULL do not parse.", "not in any real configuration"),
  precedence: assumed("A-21", "AND binds tighter than OR.", "-"),
});
