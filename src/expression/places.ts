/** Where an expression stands; each place has names and rules of its own. */
export const PLACES = ["target_workers", "filter", "target", "skip_if", "order_by", "known_worker"] as const;
export type Place = (typeof PLACES)[number];
