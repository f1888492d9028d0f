import { absent, mistake } from "./mistake";

/** Something that goes by several names. */
interface Named {
  readonly names: readonly string[];
}

/**
 * The workflow of that name, or the only one.
 *
 * @param where such as `state.json`
 * @throws SimulationError (TR6011, TR6012)
 */
export function chosen<T extends Named>(workflows: readonly T[], name: string | undefined, where: string): T {
  const first = workflows.map(({ names }) => names[0] ?? "");
  const found = name === undefined ? workflows : workflows.filter(({ names }) => names.includes(name));
  const [one, another] = found;
  if (one === undefined) {
    const missing = name === undefined ? "there is no workflow" : absent("workflow", name, first);
    throw mistake("TR6011", `${where}: ${missing}`);
  }
  if (another !== undefined) {
    const which = found.map(({ names }) => names.map((each) => JSON.stringify(each)).join(" or ")).join(", ");
    throw mistake("TR6012", `${where}: there are several workflows; say which: ${which}`);
  }
  return one;
}
