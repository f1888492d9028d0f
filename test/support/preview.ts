interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly detailedDiff?: Record<string, { kind: string }> | null;
}

/** What a preview does to a resource, and which of its top-level properties differ. */
export interface Change {
  readonly op: string;
  readonly properties: string[];
}

/** What `pulumi preview --json` says of each resource that it does not leave alone. */
export function changes(previewJson: string): Record<string, Change> {
  const { steps } = JSON.parse(previewJson) as { steps: readonly PreviewStep[] };
  const changed = steps.filter(({ op, urn }) => op !== "same" && !urn.includes("pulumi:pulumi:Stack"));
  return Object.fromEntries(
    changed.map(({ op, urn, detailedDiff }) => {
      const tops = Object.keys(detailedDiff ?? {}).map((path) => path.split(/[.[]/)[0] ?? "");
      return [urn.split("::").at(-1), { op, properties: [...new Set(tops)] }];
    }),
  );
}
