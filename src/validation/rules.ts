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
