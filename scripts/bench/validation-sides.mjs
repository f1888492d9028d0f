// The two things that are compared: reading a routing document's words, and validating it.
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../sandbox/sandbox.mjs";

const require = createRequire(import.meta.url);

const EXPRESSIONS = ["expression", "order_by", "skip_if"];

/** Each loads what it needs and returns what is to be timed, a function of the document's text. */
export const SIDES = {
  /** The floor: JSON.parse, and every expression of the document cut into its words. */
  words() {
    const { tokenize } = require(join(ROOT, "dist/expression/lexer.js"));
    const cut = (holder) => {
      let words = 0;
      for (const key of EXPRESSIONS) if (holder[key] !== undefined) words += tokenize(holder[key]).tokens.length;
      return words;
    };
    return (text) => {
      let words = 0;
      for (const filter of JSON.parse(text).task_routing.filters) {
        words += cut(filter);
        for (const target of filter.targets) words += cut(target);
      }
      return words;
    };
  },
  /** All that `pulumi preview` and `taskrouter validate` find in a document. */
  validation() {
    const { configurationFindings } = require(join(ROOT, "dist/validation/configuration.js"));
    return (text) => configurationFindings(text);
  },
};
