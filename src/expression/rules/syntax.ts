import { rules } from "../../core/diagnostic";

const REFUSED = "a parser error is refused with 400/20001 (observed for targetWorkers; assumed for workflows, A-22)";

/** What is no expression at all, or none that is allowed. */
export const SYNTAX = rules({
  TR1001: {
    severity: "error",
    title: "empty expression",
    explanation: "Nothing is said, so nothing can be decided. Write 1==1 for an expression that is always true.",
    example: "expression: ''",
    evidence: `the grammar has no empty expression; ${REFUSED}`,
  },
  TR1002: {
    severity: "error",
    title: "quotes not closed",
    explanation: "A text begins with ' or \" and must end with the same one; \\' and \\\" stand for quotes inside.",
    example: "type == 'sales",
    evidence: REFUSED,
  },
  TR1003: {
    severity: "error",
    title: "malformed number",
    explanation: "Numbers are digits with at most one decimal point, such as 5, -3 or 1.5.",
    example: "tier == 1.2.3",
    evidence: REFUSED,
  },
  TR1004: {
    severity: "error",
    title: "unexpected character",
    explanation: "A character that the language does not know stands where the rest no longer makes sense without it.",
    example: "email == jo@example.org",
    evidence: REFUSED,
  },
  TR1005: {
    severity: "error",
    title: "hyphen in a name",
    explanation:
      "Attribute names consist of letters, digits and _. An attribute with a hyphen in its name cannot be used in expressions; rename it where it is set.",
    example: "skill-level > 3",
    evidence: "refused with \"extraneous input 'evel' expecting OPERATOR\" (observed)",
  },
  TR1006: {
    severity: "error",
    title: "unknown operator",
    explanation: "The operators are == != < <= > >= CONTAINS HAS IN NOT IN, and the aliases = >- <-.",
    example: "skills HSA 'billing'",
    evidence: `documented list; ${REFUSED}`,
  },
  TR1007: {
    severity: "error",
    title: "operand missing",
    explanation: "An operator needs a name or a value on both sides.",
    example: "type ==",
    evidence: REFUSED,
  },
  TR1008: {
    severity: "error",
    title: "operator missing",
    explanation: "Between two operands belongs an operator, between two comparisons AND or OR.",
    example: "type 'sales'",
    evidence: REFUSED,
  },
  TR1009: {
    severity: "error",
    title: "an operand alone",
    explanation: "A name or a value alone says nothing. Compare it: flag == true.",
    example: "urgent",
    evidence: `the server's parser expects OPERATOR there (observed); ${REFUSED}`,
  },
  TR1010: {
    severity: "error",
    title: "parenthesis not closed",
    explanation: "Every ( needs its ).",
    example: "(type == 'a' OR type == 'b'",
    evidence: REFUSED,
  },
  TR1011: {
    severity: "error",
    title: "parenthesis not opened",
    explanation: "A ) stands where no ( is open.",
    example: "type == 'a')",
    evidence: REFUSED,
  },
  TR1012: {
    severity: "error",
    title: "malformed list",
    explanation: "A list is values between [ and ], separated by single commas; [] is the empty one.",
    example: "type IN ['a' 'b']",
    evidence: REFUSED,
  },
  TR1013: {
    severity: "error",
    title: "AND or OR without both sides",
    explanation: "AND and OR join two comparisons.",
    example: "type == 'a' AND",
    evidence: REFUSED,
  },
  TR1014: {
    severity: "error",
    title: "NOT alone",
    explanation: "NOT exists only in NOT IN. Write != in place of NOT … ==.",
    example: "NOT type == 'a'",
    evidence: "not documented and never seen in real configurations; refusal is assumed (A-20)",
  },
  TR1015: {
    severity: "error",
    title: "malformed name",
    explanation: "A name is a dotted path such as routing.skills or skills[0].",
    example: "routing. == 'a'",
    evidence: REFUSED,
  },
  TR1016: {
    severity: "error",
    title: "nested too deep",
    explanation: "Parentheses nest deeper than 100 levels, which nothing real does.",
    example: "((((… 101 of them",
    evidence: "a limit of this package",
  },
  TR1017: {
    severity: "error",
    title: "malformed order_by",
    explanation: "Worker attributes with ASC or DESC, separated by commas: worker.level DESC, worker.age ASC.",
    example: "worker.level DOWN",
    evidence: "documented form; refusal is assumed (A-22)",
  },
  TR1018: {
    severity: "error",
    title: "not the path of an attribute",
    explanation: "A known worker is named by the path of the task attribute that holds it, such as task.agent_sid.",
    example: "known_worker_sid: 'agent sid'",
    evidence: "documented; refusal is assumed (A-22)",
  },
  TR1019: {
    severity: "error",
    title: "an Output that was made text",
    explanation:
      "In place of a value stands the sentence with which Pulumi answers when an Output is put into text. Use pulumi.interpolate`…`, or build the expression inside apply.",
    example: 'expression: "sid == \'" + activity.sid + "\'"',
    evidence: "of Pulumi's SDK",
  },
});
