import { isGone } from "../../client";
import type { JsonObject } from "../../core/json";
import { sidKind } from "../../core/sid";
import { UNKNOWN } from "../../core/unknown";
import type { Account } from "../../lifecycle/account";
import { fromAnswer } from "../../lifecycle/canonical";
import { type Descriptor, keyInAnswer } from "../../lifecycle/descriptor";
import { memberOf } from "../../lifecycle/member";
import { workspace } from "../../resources/descriptors/workspace";
import { descriptors } from "../../resources/kinds";
import { hasCollection, isInWorkspace, type Kind } from "./kinds";

/** The kinds of objects that are in a Workspace. */
const KINDS: readonly Kind[] = descriptors;
const INSIDE = KINDS.filter(hasCollection).filter(({ fields }) => "workspaceSid" in fields);

/** An object of the account. */
export interface LiveObject {
  readonly descriptor: Descriptor;
  readonly sid: string;
  readonly friendlyName: string;
  /** As the API tells it; undefined where it does not. */
  readonly created: string | undefined;
  /** The Workspace that it is in, or that it is. */
  readonly workspaceSid: string;
  /** The API's answer. */
  readonly answer: JsonObject;
}

/** What a state says of an object that the account should have. */
interface Known {
  readonly descriptor: Kind;
  readonly id: string | undefined;
  readonly workspaceSid: string | undefined;
  readonly properties: JsonObject;
}

/** An object as a program would declare all of it, with the SIDs that it has. */
export function inputsOf({ descriptor: { fields }, answer, workspaceSid }: LiveObject): JsonObject {
  return { ...("workspaceSid" in fields && { workspaceSid }), ...fromAnswer(fields, answer) };
}

/** What an account holds, asked for as it is needed and only once. */
export class Live {
  readonly #contents = new Map<string, Promise<readonly LiveObject[]>>();
  /** Workspaces that are in no list, and whether there is such a one all the same. */
  readonly #unlisted = new Map<string, Promise<boolean>>();
  readonly #lists = new Map<string, Promise<readonly LiveObject[]>>();

  /** @param progress - told what is being read */
  constructor(
    private readonly account: Account,
    private readonly progress: (text: string) => void,
  ) {}

  /** All Workspaces of the account. */
  workspaces(): Promise<readonly LiveObject[]> {
    return this.list(workspace, {});
  }

  /** One of them. */
  async workspace(sid: string | undefined): Promise<LiveObject | undefined> {
    return (await this.workspaces()).find((known) => known.sid === sid);
  }

  /** Everything in a Workspace; empty if there is no such one. */
  contents(workspaceSid: string): Promise<readonly LiveObject[]> {
    const known = this.#contents.get(workspaceSid);
    if (known !== undefined) return known;
    const asked = this.#read(workspaceSid);
    this.#contents.set(workspaceSid, asked);
    return asked;
  }

  async #read(workspaceSid: string): Promise<readonly LiveObject[]> {
    if (!(await this.contains(workspaceSid))) return [];
    this.progress(`reading ${workspaceSid}`);
    try {
      return (await Promise.all(INSIDE.map((descriptor) => this.list(descriptor, { workspaceSid })))).flat();
    } catch (error) {
      // Deleted since the list of Workspaces was read.
      if (isGone(error)) return [];
      throw error;
    }
  }

  /** All objects of one kind: the account's, or those of the Workspace that the inputs name. Fails where that is gone. */
  list(descriptor: Descriptor, inputs: JsonObject): Promise<readonly LiveObject[]> {
    const path = this.#collection(descriptor, inputs);
    const asked = this.#lists.get(path) ?? this.#list(path, descriptor, inputs);
    this.#lists.set(path, asked);
    return asked;
  }

  async #list(path: string, descriptor: Descriptor, inputs: JsonObject): Promise<LiveObject[]> {
    const name = keyInAnswer(descriptor.fields[descriptor.naturalKey] ?? {});
    const found: LiveObject[] = [];
    for await (const answer of this.account.list(path, descriptor.listKey)) {
      const { sid, date_created: created } = answer;
      found.push({
        descriptor,
        sid: String(sid),
        friendlyName: String(answer[name] ?? ""),
        created: typeof created === "string" ? created : undefined,
        workspaceSid: String(inputs["workspaceSid"] ?? sid),
        answer,
      });
    }
    return found;
  }

  /**
   * Does the account have what a resource of the state says? What is in no list is asked for by itself: a list that is late
   * must not make anybody remove it from a state.
   */
  async has({ descriptor, id, workspaceSid, properties }: Known): Promise<boolean> {
    if (id === undefined || !isSid(id)) return false;
    if (isInWorkspace(descriptor)) {
      if (workspaceSid === undefined || !(await this.contains(workspaceSid))) return false;
      // Settings and Workspaces are there with their Workspace.
      if (id === workspaceSid) return true;
      const known = await this.#contents.get(workspaceSid);
      if (known?.some(({ sid }) => sid === id) === true) return true;
    }
    const path = "owner" in descriptor ? descriptor.instance(id, properties) : this.#member(descriptor, properties, id);
    // Where a SID of the path is secret it cannot be asked for, and nobody shall remove it from the state for that.
    return path.split("/").includes(UNKNOWN) || this.#there(path);
  }

  /** Is there this Workspace? What is in no list is asked for once. */
  async contains(sid: string): Promise<boolean> {
    if ((await this.workspace(sid)) !== undefined) return true;
    if (!isSid(sid)) return false;
    const asked = this.#unlisted.get(sid) ?? this.#there(this.#member(workspace, {}, sid));
    this.#unlisted.set(sid, asked);
    return asked;
  }

  #member(descriptor: Descriptor, inputs: JsonObject, id: string): string {
    return memberOf(this.#collection(descriptor, inputs), id);
  }

  #collection(descriptor: Descriptor, inputs: JsonObject): string {
    return descriptor.collection(inputs, this.account.client.accountSid);
  }

  async #there(path: string): Promise<boolean> {
    try {
      await this.account.get(path);
      return true;
    } catch (error) {
      if (!isGone(error)) throw error;
      await this.account.verify();
      return false;
    }
  }
}

/** Nothing else becomes part of a path. */
function isSid(text: string): boolean {
  return sidKind(text) !== undefined;
}
