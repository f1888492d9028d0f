import type { Courier } from "./callbacks/courier";
import { fullNames, sentence } from "./events/descriptions";
import { eventForm, ownFields } from "./events/fields";
import { recordEvent } from "./events/history";
import type { Assignment, Happening, Waiting, Watcher } from "./happenings";
import type { Narrator } from "./narrator";
import { newSid } from "./sids";

/** Takes down what happens, and passes it on: to the Events list, to event callbacks, to whoever reads along. */
export class Witness implements Watcher {
  readonly #courier: Courier;
  readonly #narrator: Narrator;

  constructor(courier: Courier, narrator: Narrator) {
    this.#courier = courier;
    this.#narrator = narrator;
  }

  happened(happening: Happening): void {
    const { type, time, workspace, resource } = happening;
    const own = ownFields(happening);
    const sid = newSid("EV");
    const workspaceName = workspace.friendly_name;
    const description = sentence(type, resource.sid, own, fullNames(own, workspaceName));
    recordEvent(workspace, {
      sid,
      created: time,
      updated: time,
      revision: 0,
      type,
      description,
      resource,
      workspaceName,
      own,
    });
    this.#narrator.happened(happening, own);
    this.#courier.deliver(workspace, eventForm(sid, description, happening, own));
  }

  /** No event of Twilio's: for whoever reads along only. */
  waits(waiting: Waiting): void {
    this.#narrator.waits(waiting);
  }

  assign(assignment: Assignment): void {
    this.#courier.assign(assignment);
  }
}
