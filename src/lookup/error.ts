import * as pulumi from "@pulumi/pulumi";

/** A look-up that found nothing, or more than one, or that could not ask. Pulumi prints its message without a stack. */
export class LookUpError extends pulumi.RunError {
  /**
   * What kind of failure it is: `TR5160` nothing of that name, `TR5161` no such SID, `TR5162` several of that name, `TR5103`
   * no such Workspace, `TR5163` a Workspace of another account, `TR4001` the configuration cannot be used, and the codes of
   * the client. Undefined for a mistake of this package.
   */
  readonly code: string | undefined;

  constructor(code: string | undefined, message: string) {
    super(message);
    this.code = code;
    // The stack would be that of this package, and Pulumi prints it once the program has run to its end.
    this.stack = "";
  }
}
