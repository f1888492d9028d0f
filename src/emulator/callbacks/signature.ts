import { createHmac } from "node:crypto";

/** `X-Twilio-Signature`: the URL, then name and value of every parameter in the order of the names, under the account's token. */
export function signature(authToken: string, url: string, form: Readonly<Record<string, string>>): string {
  const names = Object.keys(form).sort();
  const text = names.reduce((sum, name) => `${sum}${name}${form[name]}`, url);
  return createHmac("sha1", authToken).update(text).digest("base64");
}
