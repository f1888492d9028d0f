import type { SidPrefix } from "../../core/sid";
import { integer, sid, text } from "./encoders";
import { inPath, type Parameter } from "./parameter";

/** The parameters that many operations share. */
export const IN_WORKSPACE = { workspaceSid: inPath(sid("WS")) };

/** One object of a workspace. */
export function oneInWorkspace(prefix: SidPrefix) {
  return { ...IN_WORKSPACE, sid: inPath(sid(prefix)) };
}

/** The header If-Match. */
export const IF_MATCH: { readonly ifMatch: Parameter<string, false> } = { ifMatch: { ...text(), where: "if-match" } };

/** How long pages are. */
export const PAGED = { pageSize: integer() };
