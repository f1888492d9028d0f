import { DOUBTS } from "./rules/doubts";
import { NAMES } from "./rules/names";
import { SYNTAX } from "./rules/syntax";

/** Every code that an expression can get. A code keeps its meaning for ever. */
export const EXPRESSION_RULES = { ...SYNTAX, ...NAMES, ...DOUBTS };
