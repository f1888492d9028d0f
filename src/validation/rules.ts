import type { Rule } from "../core/diagnostic";

/** Every code that a resource's arguments can get, beside those of expressions and documents. */
export const ARGUMENT_RULES: Readonly<Record<string, Rule>> = {
  TR4100: rule("not valid", "The value is not what the argument takes.", "maxReservedWorkers: {}"),
  TR4101: rule(
    "an argument is missing",
    "Give the argument; the resource cannot be made without it.",
    "new TaskQueue('q', {})",
  ),
  TR4102: rule(
    "an argument that does not exist",
    "The resource has no such argument, so it would be lost. The message names the one that was probably meant.",
    "friendlyname: 'Billing'",
  ),
  TR4103: rule(
    "a value of the wrong type",
    "Give a value of the type that the message names.",
    "maxReservedWorkers: '5'",
  ),
  TR4104: rule(
    "a value out of range",
    "Give a value within the range or of the length that the message names.",
    "maxReservedWorkers: 51",
  ),
  TR4105: rule("none of the known words", "Give one of the words that the message lists.", "taskOrder: 'FILO'"),
  TR4107: rule(
    "no URL",
    "Give a whole http or https URL with a host; Twilio has to reach it.",
    "assignmentCallbackUrl: '/assign'",
  ),
  TR4140: rule(
    "attributes that are no JSON object",
    "Give an object, or the JSON text of one, nested at most 100 levels deep.",
    "attributes: '[\"billing\"]'",
  ),
  TR4141: {
    ...rule(
      "attributes that are too long",
      "The JSON text that is sent, white space included, may have 4,096 characters. What is not known yet is counted as nothing.",
      "attributes: { notes: 'a text of 5,000 characters' }",
    ),
    evidence: "documented; that characters are counted as UTF-16 units is assumed (A-70)",
  },
  TR4142: {
    severity: "warning",
    title: "an attribute that no expression can read",
    explanation:
      "A name in an expression is made of letters, digits and underscores. A key with a hyphen, a blank or a digit in front is stored and shown, but no queue and no workflow can select workers by it.",
    example: "attributes: { 'skill-level': 3 }",
    evidence: "Twilio takes such keys, and refuses expressions that name them (observed)",
  },
  TR4143: {
    ...rule(
      "a number that would become another one",
      "Numbers keep about 17 digits on the way. Write a longer one as text, in quotes.",
      "attributes: '{ \"employee\": 12345678901234567890 }'",
    ),
    evidence: "JSON.parse",
  },
  TR4144: {
    severity: "warning",
    title: "an attribute that stands twice",
    explanation: "An object of JSON text has the same key more than once; only the last one is sent.",
    example: 'attributes: \'{ "level": 1, "level": 2 }\'',
    evidence: "JSON leaves it open; JSON.parse, and so this package, takes the last one",
  },
  TR4145: {
    ...rule(
      "an attribute called __proto__, or nothing at all",
      "Give the key another name, also inside lists.",
      "attributes: { '': 1 }",
    ),
    evidence:
      "Pulumi's SDK loses a key __proto__ (source read); at a change of an empty one its engine stops with `expected property path " +
      "to end with a name or index` (run)",
  },
  TR5150: {
    ...rule(
      "white space in a channel's unique name",
      "A unique name is part of addresses and of expressions. Give uniqueName without it; the default is the Pulumi name.",
      "new TaskChannel('chat eu', { … })",
    ),
    evidence: "documented (TaskChannel.UniqueName)",
  },
  TR5151: {
    severity: "warning",
    title: "a channel's unique name with characters that the documentation does not have",
    explanation:
      "Twilio's pages allow letters, digits, _ and $, and no digit in front; a sample of its own has a hyphen. Twilio may refuse the channel, and worker.channel.NAME in an expression cannot name it.",
    example: "new TaskChannel('chat-eu', { … })",
    evidence: "documented, against a sample of Twilio's; what is refused: assumed A-02",
  },
};

function rule(title: string, explanation: string, example: string): Rule {
  return { severity: "error", title, explanation, example, evidence: "documented types and ranges (OpenAPI)" };
}
