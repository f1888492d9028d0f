export * from "../core/pulumi-state";
