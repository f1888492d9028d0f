/** Makes objects. */
export interface Creates<A, R> {
  /**
   * Makes one. Never sent twice but after a 429, or when it provably never left: TaskRouter knows no idempotency key.
   *
   * @throws ArgumentsError before anything is sent
   * @throws ApiError when Twilio refuses
   * @throws LostAnswerError when nobody knows whether it was made (a broken connection, 5xx): look for it before trying again
   */
  create(args: A): Promise<R>;
}

/** Fetches objects. */
export interface Fetches<A, R> {
  /**
   * Fetches one.
   *
   * @throws ArgumentsError before anything is sent
   * @throws ApiError when Twilio refuses; `isGone(error)` tells that there is none
   */
  fetch(args: A): Promise<R>;
}

/** Lists objects. */
export interface Lists<A, R> {
  /**
   * Goes through all that the filters select, page by page: the next page is asked for once its first object is.
   *
   * @throws ArgumentsError at once, before anything is sent; errors of the API while it is iterated over
   */
  list(args: A): AsyncGenerator<R>;
}

/** Lists objects, all of them by default. */
export interface ListsAll<A, R> {
  /** See `Lists`. */
  list(args?: A): AsyncGenerator<R>;
}

/** Changes objects. */
export interface Updates<A, R> {
  /**
   * Changes what is given and leaves the rest. Repeated after a lost answer, since it sets the same values again; but not with
   * `ifMatch`, nor with a parameter whose comment says so.
   *
   * @throws ArgumentsError before anything is sent
   * @throws ApiError when Twilio refuses; status 412 when `ifMatch` is not the object's ETag any more
   * @throws LostAnswerError when nobody knows whether it was done: fetch the object before trying again
   */
  update(args: A): Promise<R>;
}

/** Deletes objects. */
export interface Removes<A> {
  /**
   * Deletes one. Repeated after a lost answer; where the lost one had worked, the repetition ends with a 404.
   *
   * @throws ArgumentsError before anything is sent
   * @throws ApiError when Twilio refuses; `isGone(error)` tells that there is none
   */
  remove(args: A): Promise<void>;
}

/** Part of a workspace. */
export interface InWorkspace {
  /** `WS…`, the Workspace that it is in. */
  readonly workspaceSid: string;
}

/** One object of a workspace. */
export interface OneInWorkspace extends InWorkspace {
  /** Its SID. */
  readonly sid: string;
}

/** For objects that have an ETag. */
export interface IfMatch {
  /** Only when the object still has this ETag: the `etag` of a record. Else Twilio answers 412. */
  readonly ifMatch?: string | undefined;
}

/** For lists. */
export interface Paged {
  /** Objects a request, 1–1,000; default 1,000. All pages are read in any case. */
  readonly pageSize?: number | undefined;
}

/** What every record of a workspace has. */
export interface RecordInWorkspace {
  readonly sid: string;
  readonly accountSid: string;
  readonly workspaceSid: string;
  /** ISO 8601, UTC. */
  readonly dateCreated: string;
  /** ISO 8601, UTC. */
  readonly dateUpdated: string;
  /** Its absolute address. */
  readonly url: string;
}

/** Absolute addresses of what belongs to an object, by Twilio's names. */
export type Links = Readonly<Record<string, string | null>>;
