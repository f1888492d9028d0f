import type { AccountScope } from "./call";
import type { BaseRecord, Collection } from "./collection";
import { common, paging } from "./common-rules";
import { ApiError, invalidValue } from "./errors";
import type { Kind } from "./kind";
import type { Outcome } from "./resource";

const DEFAULT_PAGE_SIZE = 50;
const LARGEST_PAGE_SIZE = 1000;

interface PageRequest {
  readonly size: number;
  readonly page: number;
  readonly token: { readonly sid: string; readonly backwards: boolean } | undefined;
}

function readPageRequest({ call }: AccountScope): PageRequest {
  const sizeText = call.query.get("PageSize");
  const size = sizeText === null ? DEFAULT_PAGE_SIZE : /^\d{1,6}$/.test(sizeText) ? Number(sizeText) : 0;
  if (size < 1 || size > LARGEST_PAGE_SIZE) throw invalidValue("PageSize", undefined, paging.sizeError);
  const pageText = call.query.get("Page") ?? "0";
  if (!/^\d{1,9}$/.test(pageText)) throw invalidValue("Page");
  const page = Number(pageText);
  const tokenText = call.query.get("PageToken");
  if (tokenText === null || tokenText === "") {
    if (page > 0) {
      throw new ApiError(400, 40153, "Absolute paging is no longer supported: follow next_page_url", [common.wording]);
    }
    return { size, page, token: undefined };
  }
  call.note(paging.token);
  const [, direction, sid] = /^P([AB])([A-Z]{2}[0-9a-f]{32})$/.exec(tokenText) ?? [];
  if (sid === undefined) throw badToken();
  return { size, page, token: { sid, backwards: direction === "B" } };
}

const badToken = () => new ApiError(400, 21481, "Invalid PageToken", [common.wording]);

/** Rows in the order that was asked for, and where in it a token's row is or was. */
interface Rows<R> {
  readonly rows: readonly R[];
  /** How many rows stand before the row of this SID; `after` counts it too. */
  readonly rank: (sid: string, after: boolean) => number;
}

function byCreation<R extends BaseRecord>(rows: readonly R[], collection: Collection<R>): Rows<R> {
  return {
    rows,
    rank: (sid, after) => {
      const position = collection.position(sid);
      if (position < 0) throw badToken();
      const limit = after ? position + 1 : position;
      if (rows === collection.rows) return collection.rank(limit);
      return rows.filter((row) => collection.position(row.sid) < limit).length;
    },
  };
}

function byOrdering<S extends AccountScope, R extends BaseRecord, W>(
  kind: Kind<S, R, W>,
  rows: readonly R[],
  ordering: string,
): Rows<R> {
  const terms = ordering.split(",").map((term) => {
    const [attribute = "", direction = "asc", ...rest] = term.trim().split(":");
    const keyOf = kind.orderings?.by[attribute];
    if (keyOf === undefined || !/^(?:asc|desc)$/i.test(direction) || rest.length > 0) throw invalidValue("Ordering");
    return { keyOf, sign: direction.toLowerCase() === "asc" ? 1 : -1 };
  });
  // The sort is stable: what these terms leave equal stays in order of creation.
  const sorted = [...rows].sort((a, b) => {
    for (const { keyOf, sign } of terms) {
      const [left, right] = [keyOf(a), keyOf(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
  return {
    rows: sorted,
    rank: (sid, after) => {
      const index = sorted.findIndex((row) => row.sid === sid);
      if (index < 0) throw badToken();
      return after ? index + 1 : index;
    },
  };
}

function selected<S extends AccountScope, R extends BaseRecord, W>(kind: Kind<S, R, W>, scope: S): Rows<R> {
  const { query } = scope.call;
  const collection = kind.collection(scope);
  const active = (kind.filters ?? []).filter((filter) => query.has(filter.wire));
  for (const filter of active) scope.call.note(filter.rule);
  const indexed = active.find((filter) => filter.find !== undefined);
  const all = kind.listed?.(scope) ?? kind.rows?.(scope) ?? collection.rows;
  let rows = indexed?.find?.(query.get(indexed.wire) ?? "", scope) ?? all;
  for (const filter of active) rows = rows.filter(filter.test(query.getAll(filter.wire), scope));
  const ordering = query.get("Ordering");
  if (ordering !== null && kind.orderings !== undefined) return byOrdering(kind, rows, ordering);
  if (rows.length > 1) scope.call.note(kind.listOrder ?? common.listOrder);
  return byCreation(rows, collection);
}

/** What a page says of itself. */
export interface PageFacts {
  readonly page: number;
  readonly size: number;
  /** Place of its first row in the whole list, from 0. */
  readonly start: number;
  /** How many rows it has. */
  readonly count: number;
  readonly listKey: string;
  readonly url: {
    readonly self: string;
    readonly first: string;
    readonly previous: string | null;
    readonly next: string | null;
  };
}

/** What stands around a page of TaskRouter's. */
function meta({ page, size, listKey, url }: PageFacts): object {
  return {
    meta: {
      page,
      page_size: size,
      first_page_url: url.first,
      previous_page_url: url.previous,
      url: url.self,
      next_page_url: url.next,
      key: listKey,
    },
  };
}

/** `GET` of the collection. */
export function list<S extends AccountScope, R extends BaseRecord, W>(kind: Kind<S, R, W>, scope: S): Outcome {
  const { call } = scope;
  const request = readPageRequest(scope);
  const { rows, rank } = selected(kind, scope);
  const { size, page, token } = request;
  const edge = token === undefined ? 0 : rank(token.sid, !token.backwards);
  const [start, end] = token?.backwards === true ? [Math.max(0, edge - size), edge] : [edge, edge + size];
  const shown = rows.slice(start, end);
  const [first, last] = [shown[0], shown.at(-1)];
  const more = end < rows.length;
  if (more) call.note(paging.token);

  const names = (kind.filters ?? []).map((filter) => filter.wire);
  if (kind.orderings !== undefined) names.push("Ordering");
  const echoed = [...call.query].filter(([key]) => names.includes(key));
  const pageUrl = (number: number, pageToken?: string): string => {
    const query = new URLSearchParams([...echoed, ["PageSize", String(size)], ["Page", String(number)]]);
    if (pageToken !== undefined) query.append("PageToken", pageToken);
    return `${kind.envelope === undefined ? call.origin : ""}${call.path}?${query}`;
  };
  const ownToken = token === undefined ? undefined : `P${token.backwards ? "B" : "A"}${token.sid}`;
  const previous = start > 0 && first !== undefined ? pageUrl(Math.max(0, page - 1), `PB${first.sid}`) : null;
  const facts: PageFacts = {
    page,
    size,
    start,
    count: shown.length,
    listKey: kind.listKey,
    url: {
      self: pageUrl(page, ownToken),
      first: pageUrl(0),
      previous,
      next: more && last !== undefined ? pageUrl(page + 1, `PA${last.sid}`) : null,
    },
  };
  return {
    status: 200,
    body: {
      ...(kind.envelope ?? meta)(facts),
      [kind.listKey]: shown.map((record) => kind.format(scope, record)),
    },
  };
}
