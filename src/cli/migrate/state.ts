import { parseJsonText } from "../../core/json-text";
import { Refusal } from "../account/credentials";
import type { CliIo } from "../command";
import { counted } from "../counted";
import { readText, shownFile } from "../read-text";
import type { ForeignState } from "./foreign";
import { readForeign } from "./read";

/**
 * Another tool's state, out of a file or standard input.
 * @throws Refusal or FileProblem, in words
 */
export async function stateOf(file: string, io: Pick<CliIo, "stdin">): Promise<ForeignState> {
  const { text, broken } = await readText(file, io.stdin);
  const parsed = broken === undefined ? parseJsonText(text) : { error: broken };
  if ("error" in parsed) {
    throw new Refusal(
      `${shownFile(file)} ${parsed.error.message}; expected what \`terraform show -json\` or \`pulumi stack export\` printed`,
    );
  }
  const state = readForeign(parsed.value);
  if ("problem" in state) throw new Refusal(`${shownFile(file)} ${state.problem}`);
  if (state.objects.length + state.untaken.length === 0) {
    const others = state.stays.reduce((sum, { addresses }) => sum + addresses.length, 0);
    throw new Refusal(
      `${shownFile(file)} has nothing of TaskRouter's in it${others === 0 ? ": it is empty" : `, only ${counted(others, "resource")} of other kinds`}`,
    );
  }
  return state;
}

/** @throws Refusal if all of it is elsewhere: nothing of it would be found */
export function assertOurs({ objects }: ForeignState, accountSid: string | undefined): void {
  const [first] = objects;
  const isElsewhere = (theirs: string | undefined): boolean => theirs !== undefined && theirs !== accountSid;
  if (first === undefined || !objects.every((object) => isElsewhere(object.accountSid))) return;
  throw new Refusal(
    `the state belongs to account ${first.accountSid}, but the configured account is ${accountSid} (TWILIO_ACCOUNT_SID); ` +
      "nothing was looked up. Use the credentials of that account.",
  );
}
