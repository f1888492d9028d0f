import type { Json, JsonObject } from "../../core/json";
import { taskAttributes } from "../../routing/workers";
import type { ReservationRecord } from "../store";
import { cancel, reject } from "./answer";
import type { Moment } from "./moment";
import { accept, partiesOf } from "./reservation";
import { reservations } from "./rules";
import { settle } from "./time";

/** Why an instruction could not be carried out: a code of Twilio's error dictionary (40001 to 40159, 55555). */
export interface InstructionError {
  readonly code: number;
  readonly message: string;
}

interface Instruction {
  readonly moment: Moment;
  readonly reservation: ReservationRecord;
  readonly parameters: JsonObject;
}

/** One parameter that can be wrong. */
interface Check {
  readonly code: number;
  readonly name: string;
  readonly isRight: (value: Json | undefined, instruction: Instruction) => boolean;
}

/** What one instruction asks for and does. */
interface Kind {
  /** The code for a reservation that is no longer pending; absent where the dictionary has none. */
  readonly notPending?: number;
  readonly checks: readonly Check[];
  readonly carryOut: (instruction: Instruction) => void;
}

const isText = (value: Json | undefined): value is string => typeof value === "string" && value.trim() !== "";
const isUrl = (value: Json | undefined): boolean => isText(value) && URL.canParse(value) && /^https?:/i.test(value);
const optional =
  (isRight: (value: Json, instruction: Instruction) => boolean): Check["isRight"] =>
  (value, instruction) =>
    value === undefined || value === null || isRight(value, instruction);

const text = (code: number, name: string): Check => ({ code, name, isRight: isText });
const url = (code: number, name: string): Check => ({ code, name, isRight: isUrl });
const optionalText = (code: number, name: string): Check => ({ code, name, isRight: optional(isText) });
const optionalUrl = (code: number, name: string): Check => ({ code, name, isRight: optional(isUrl) });
const optionalActivity = (code: number, name: string): Check => ({
  code,
  name,
  isRight: optional((value, { moment }) => isText(value) && moment.workspace.activities.get(value) !== undefined),
});

/** Whom to call: named here, or `contact_uri` of the worker's attributes. */
const callee = (code: number): Check => ({
  code,
  name: "to",
  isRight: (value, { moment, reservation }) => {
    if (value !== undefined && value !== null) return isText(value);
    const { worker } = partiesOf(moment, reservation);
    return worker !== undefined && isText(taskAttributes(worker.attributes)["contact_uri"]);
  },
});

/** The call that the task stands for, which `<Enqueue>` writes into its attributes. */
const ofCall = (code: number, ...names: readonly string[]): Check => ({
  code,
  name: `${names.join(" or ")} of the task's attributes`,
  isRight: (_value, { moment, reservation }) => {
    const attributes = taskAttributes(partiesOf(moment, reservation).task?.attributes ?? "");
    return names.some((name) => isText(attributes[name]));
  },
});

const isYes = (value: Json | undefined): boolean => value === true || String(value).toLowerCase() === "true";
const textOrNull = (value: Json | undefined): string | null => (isText(value) ? value : null);

const acceptWith = ({ moment, reservation, parameters }: Instruction): void =>
  accept(moment, reservation, textOrNull(parameters["post_work_activity_sid"]));
const acceptCall = (instruction: Instruction): void => {
  instruction.moment.note(reservations.canceled);
  acceptWith(instruction);
};
const acceptIfAsked = (instruction: Instruction): void => {
  if (isYes(instruction.parameters["accept"])) acceptWith(instruction);
};

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["accept", { checks: [], carryOut: acceptWith }],
  [
    "reject",
    {
      checks: [optionalActivity(40100, "activity_sid")],
      // Where none is given the worker stays where it is (documented).
      carryOut: ({ moment, reservation, parameters }) =>
        reject(moment, reservation, textOrNull(parameters["activity_sid"])),
    },
  ],
  [
    "dequeue",
    {
      notPending: 40135,
      checks: [
        optionalActivity(40130, "post_work_activity_sid"),
        callee(40131),
        optionalText(40132, "from"),
        ofCall(40140, "call_sid"),
        optionalText(40134, "status_callback_events"),
        optionalUrl(40157, "status_callback_url"),
      ],
      carryOut: acceptCall,
    },
  ],
  [
    "call",
    {
      notPending: 40114,
      checks: [callee(40110), text(40111, "from"), url(40112, "url"), optionalUrl(40158, "status_callback_url")],
      carryOut: acceptIfAsked,
    },
  ],
  ["redirect", { notPending: 40123, checks: [url(40120, "url"), text(40121, "call_sid")], carryOut: acceptIfAsked }],
  [
    "conference",
    {
      notPending: 40144,
      checks: [
        optionalActivity(40139, "post_work_activity_sid"),
        callee(40137),
        optionalText(40138, "from"),
        ofCall(40142, "call_sid", "outbound_to"),
        optionalUrl(40159, "status_callback"),
      ],
      carryOut: acceptCall,
    },
  ],
]);

/** Of an instruction that the dictionary knows no other code for. */
const INVALID = 55555;

/**
 * Carries out the task's and the reservation's part of an assignment instruction (`accept`, `reject`, `dequeue`, `call`, `redirect`,
 * `conference`), and what follows from it. Calls themselves are not made: they count as answered at once. An empty object leaves the
 * reservation as it is, to be answered later.
 *
 * @param reservation - of `moment.workspace`; it may have ended since the callback was made.
 * @returns what is wrong with the instruction; then nothing was changed.
 */
export function instruct(
  moment: Moment,
  reservation: ReservationRecord,
  parameters: JsonObject,
): InstructionError | undefined {
  if (Object.keys(parameters).length === 0) return undefined;
  const name = parameters["instruction"];
  if (!isText(name)) return { code: 40005, message: "there is no instruction" };
  const kind = KINDS.get(name);
  if (kind === undefined) return { code: INVALID, message: `${name} is no instruction` };
  if (reservation.reservation_status !== "pending") {
    const message = `reservation ${reservation.sid} is ${reservation.reservation_status}, no longer pending`;
    return { code: kind.notPending ?? INVALID, message };
  }
  const instruction = { moment, reservation, parameters };
  const wrong = kind.checks.find((check) => !check.isRight(parameters[check.name], instruction));
  if (wrong !== undefined) {
    return { code: wrong.code, message: `instruction ${name}: ${wrong.name} is missing or invalid` };
  }
  kind.carryOut(instruction);
  settle(moment);
  return undefined;
}

/** Cancels a reservation that is still pending, since neither of its workflow's URLs gave an instruction. Does nothing to one that has ended. */
export function cancelReservation(moment: Moment, reservation: ReservationRecord, reason: string): void {
  if (reservation.reservation_status !== "pending") return;
  cancel(moment, reservation, reason);
  settle(moment);
}
