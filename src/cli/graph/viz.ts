import { createRequire } from "node:module";
import { join } from "node:path";
import { Refusal } from "../account/credentials";
import { printable } from "../printable";

const NAME = "@viz-js/viz";

/** As much of the package, from its version 3 on, as is used here. */
interface Viz {
  readonly renderString: (dot: string, options: { readonly format: string }) => string;
}

/**
 * A graph in DOT as SVG. Graphviz is no part of this package: the user's own installation of `@viz-js/viz` is called.
 *
 * @param folder - from where it is looked for, as a program there would
 * @throws Refusal where it is missing or cannot be used
 */
export async function svgOf(dot: string, folder: string): Promise<string> {
  const load = createRequire(join(folder, "package.json"));
  let path: string;
  try {
    path = load.resolve(NAME);
  } catch {
    throw new Refusal(`--svg needs ${NAME}, which is not installed here; run: npm install --save-dev ${NAME}`);
  }
  try {
    const loaded: { readonly instance?: () => Promise<Viz> } = load(path);
    if (typeof loaded.instance !== "function") {
      throw new Refusal(`the ${NAME} that is installed here is too old; run: npm install --save-dev ${NAME}@3`);
    }
    return (await loaded.instance()).renderString(dot, { format: "svg" });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${NAME} failed: ${printable(error instanceof Error ? error.message : String(error))}`);
  }
}
