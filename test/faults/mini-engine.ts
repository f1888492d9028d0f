import type { JsonObject } from "../../src/core/json";

/** One process of the provider, for one kind, as the engine sees it. */
export interface Driver {
  check(inputs: JsonObject): Promise<JsonObject>;
  diff(id: string, olds: JsonObject, news: JsonObject): Promise<{ changed: boolean; replaces: readonly string[] }>;
  create(inputs: JsonObject): Promise<{ id: string; outs: JsonObject }>;
  /** Undefined when it is gone. */
  read(id: string, outs: JsonObject): Promise<JsonObject | undefined>;
  update(id: string, olds: JsonObject, news: JsonObject): Promise<JsonObject>;
  delete(id: string, outs: JsonObject): Promise<void>;
}

/** One resource of a program; inputs may hold the ids of those before it. */
export interface Declared {
  readonly name: string;
  readonly kind: string;
  readonly inputs: (ids: (name: string) => string) => JsonObject;
}

/** One resource of the state. */
export interface Kept {
  readonly name: string;
  readonly kind: string;
  readonly id: string;
  readonly outs: JsonObject;
}

/** The engine is killed: what was done last is in no state. */
export class Killed extends Error {}

/**
 * What Pulumi's engine does with a stack, as far as a provider can tell: in the order of the program, creates before
 * deletes, deletes in reverse, a failed step ends the run, and everything done until then is in the state.
 */
export class MiniEngine {
  state: Kept[] = [];
  /** Predecessors of what was replaced, which are still to be deleted. */
  #doomed: Kept[] = [];
  /** The steps after which the engine is killed; undefined for never. */
  killAfter: number | undefined;
  /** What was made by creates in the middle of which the engine was killed: the state has them as pending operations. */
  readonly pending = new Set<string>();

  /** @param start - a new process of the provider; each run has one of its own */
  constructor(private readonly start: () => Promise<(kind: string) => Driver>) {}

  async up(program: readonly Declared[]): Promise<void> {
    const driver = await this.start();
    for (const declared of program) await this.#step(declared, driver(declared.kind));
    await this.#delete(
      driver,
      this.state.filter(({ name }) => !program.some((declared) => declared.name === name)),
    );
  }

  async #step({ name, kind, inputs }: Declared, driver: Driver): Promise<void> {
    const id = (of: string): string => {
      const found = this.state.find((kept) => kept.name === of);
      if (found === undefined) throw new Error(`${of} is not made yet`);
      return found.id;
    };
    const wanted = await driver.check(inputs(id));
    const kept = this.state.find((one) => one.name === name);
    if (kept === undefined) return this.#keep({ name, kind, ...(await driver.create(wanted)) });
    const { changed, replaces } = await driver.diff(kept.id, kept.outs, wanted);
    if (replaces.length > 0) {
      const made = await driver.create(wanted);
      this.#keep({ name, kind, ...made }, kept);
      this.#doomed.push(kept);
      return;
    }
    if (changed) this.#keep({ ...kept, outs: await driver.update(kept.id, kept.outs, wanted) }, kept);
  }

  #keep(made: Kept, instead?: Kept): void {
    this.#killed(instead?.id === made.id ? undefined : made.id);
    this.state = [...this.state.filter((one) => one !== instead), made];
  }

  #killed(made?: string): void {
    if (this.killAfter === undefined || this.killAfter-- > 0) return;
    if (made !== undefined) this.pending.add(made);
    this.killAfter = undefined;
    throw new Killed("killed");
  }

  /** Deletes these, and what replacements have left. Until it is deleted, each stays in the state. */
  async #delete(driver: (kind: string) => Driver, removed: readonly Kept[]): Promise<void> {
    for (const gone of [...this.#doomed, ...removed].sort((a, b) => ORDER.indexOf(b.kind) - ORDER.indexOf(a.kind))) {
      await driver(gone.kind).delete(gone.id, gone.outs);
      this.#killed();
      this.#doomed = this.#doomed.filter((other) => other !== gone);
      this.state = this.state.filter((other) => other !== gone);
    }
  }

  async refresh(): Promise<void> {
    const driver = await this.start();
    const read = await Promise.all(
      this.state.map(async (kept): Promise<Kept[]> => {
        const outs = await driver(kept.kind).read(kept.id, kept.outs);
        return outs === undefined ? [] : [{ ...kept, outs }];
      }),
    );
    this.state = read.flat();
  }

  async destroy(): Promise<void> {
    await this.#delete(await this.start(), this.state);
  }

  /** What the state holds in all, doomed ones included. */
  get ids(): string[] {
    return [...this.state, ...this.#doomed].map(({ id }) => id);
  }

  /** `pulumi import`: something that exists comes into the state. */
  async take(declared: Declared, id: string): Promise<void> {
    const driver = (await this.start())(declared.kind);
    const inputs = await driver.check(declared.inputs((of) => this.state.find(({ name }) => name === of)?.id ?? ""));
    const outs = await driver.read(id, { ...inputs, accountSid: ACCOUNT });
    if (outs === undefined) throw new Error(`${id} is not there`);
    this.state.push({ name: declared.name, kind: declared.kind, id, outs });
  }
}

const ACCOUNT = `AC${"0".repeat(32)}`;

/** What others refer to comes first, and is deleted last. */
const ORDER = ["Workspace", "Activity", "TaskQueue", "Workflow", "Worker", "WorkspaceDefaults"];
