/** The path of one object of a collection. Those of the 2010-04-01 API end in `.json` (OpenAPI). */
export function memberOf(collection: string, id: string): string {
  const [, path = collection, format = ""] = /^(.*?)(\.json)?$/s.exec(collection) ?? [];
  return `${path}/${id}${format}`;
}
