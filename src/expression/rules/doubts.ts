import { rules } from "../../core/diagnostic";

/** What is an expression, but hardly the one that was meant. */
export const DOUBTS = rules({
  TR1201: {
    severity: "warning",
    title: "a character that is dropped",
    explanation:
      "Twilio's lexer drops characters that it does not know and reads on, so the expression means what is left: waiting! = true means waiting = true.",
    example: "waiting! = true",
    evidence: "deployed expressions have it (observed); the rule is inferred (A-22)",
  },
  TR1202: {
    severity: "warning",
    title: "can never be true",
    explanation: "No task or worker can meet all of this at once. Was OR meant, or another value?",
    example: "type == 'a' AND type == 'b'",
    evidence: "proved for attributes that hold a single value",
  },
  TR1203: {
    severity: "warning",
    title: "is always true",
    explanation: "Whatever the attribute holds, this is true. Was AND meant? An expression for everything is 1==1.",
    example: "type != 'a' OR type != 'b'",
    evidence: "proved for attributes that hold a single value",
  },
  TR1204: {
    severity: "warning",
    title: "two constants compared",
    explanation: "Names of attributes stand without quotes; in quotes they are text that never changes.",
    example: "'language' == 'spanish'",
    evidence: "documented",
  },
  TR1205: {
    severity: "warning",
    title: "a list compared with a scalar operator",
    explanation: "A scalar operator on a list is always false. Use IN, NOT IN or HAS.",
    example: "type == ['a', 'b']",
    evidence: "documented",
  },
  TR1206: {
    severity: "warning",
    title: "an array operator without a list",
    explanation:
      "HAS wants the list on its left, IN and NOT IN on their right; a single value there never matches. Use == for single values.",
    example: "type IN 'sales'",
    evidence: "documented",
  },
  TR1207: {
    severity: "warning",
    title: "compared by size with what is no number",
    explanation: "< <= > >= compare numbers; what they do with text, true, false and null is not established.",
    example: "level > '3'",
    evidence: "mixed types are discouraged (documented); the outcome is assumed (A-48)",
  },
  TR1208: {
    severity: "warning",
    title: "said twice",
    explanation: "The same comparison stands twice in one AND or OR; one of them was probably meant to be another.",
    example: "type == 'a' OR type == 'a'",
    evidence: "follows from the language",
  },
  TR1209: {
    severity: "warning",
    title: "one attribute as text and as number",
    explanation: "An attribute is compared with text and with a number; one of them never matches.",
    example: "tier == '1' OR tier == 2",
    evidence: "mixed types are discouraged (documented, A-47)",
  },
  TR1210: {
    severity: "warning",
    title: "CONTAINS with what is no text",
    explanation: "CONTAINS looks for text in text. For a list use HAS or IN.",
    example: "name CONTAINS 5",
    evidence: "documented as an operator of text; the outcome otherwise is assumed (A-49)",
  },
  TR1211: {
    severity: "warning",
    title: "a name in quotes",
    explanation: "In quotes, the name of an attribute is text that never changes.",
    example: "'worker.sid' NOT IN task.rejected",
    evidence: "documented: names stand without quotes",
  },
  TR1212: {
    severity: "warning",
    title: "two attributes compared",
    explanation:
      "A filter compares the task, and a queue the worker, with values. A word without quotes is the name of another attribute, which is rarely there; text needs quotes.",
    example: "type == sales",
    evidence: "no filter and no queue of the corpus compares two attributes",
  },
  TR1213: {
    severity: "warning",
    title: "an alternative that says nothing new",
    explanation:
      "One side of an OR is true only when the other is true as well, so it could be left out. Was another value or AND meant?",
    example: "type == 'a' OR (type == 'a' AND vip == true)",
    evidence: "proved for attributes that hold a single value",
  },
  TR1214: {
    severity: "warning",
    title: "compared with itself",
    explanation: "An attribute is equal to itself, so nothing is asked.",
    example: "task.language == task.language",
    evidence: "follows from the language",
  },
  TR1215: {
    severity: "warning",
    title: "a count compared with what it never is",
    explanation:
      "Workers and tasks are counted in whole numbers from 0 on. Compare them with such numbers, without quotes.",
    example: "workers.available == '0'",
    evidence: "documented",
  },
  TR1216: {
    severity: "warning",
    title: "HAS where more than a negative number was meant",
    explanation: ">- is another spelling of HAS. Before a negative number put a space behind the >.",
    example: "level >-5",
    evidence: "documented alias",
  },
});
