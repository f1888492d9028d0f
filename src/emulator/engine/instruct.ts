import type { JsonObject } from "../../core/json";
import type { ReservationRecord } from "../store";
import type { Moment } from "./moment";

/** Why an instruction could not be carried out: a code of Twilio's error dictionary (40001 to 40159, 55555). */
export interface InstructionError {
  readonly code: number;
  readonly message: string;
}

/**
 * Carries out the task's and the reservation's part of an assignment instruction (`accept`, `reject`, `dequeue`, `call`, `redirect`,
 * `conference`), and what follows from it. Calls themselves are not made.
 *
 * @param reservation - of `moment.workspace`; it may have ended since the callback was made.
 * @returns what is wrong with the instruction; then nothing was changed.
 */
export function instruct(
  _moment: Moment,
  _reservation: ReservationRecord,
  _instruction: JsonObject,
): InstructionError | undefined {
  throw new Error("not built yet");
}

/** Cancels a reservation that is still pending, since neither of its workflow's URLs gave an instruction. Does nothing to one that has ended. */
export function cancelReservation(_moment: Moment, _reservation: ReservationRecord, _reason: string): void {
  throw new Error("not built yet");
}
