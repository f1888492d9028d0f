/**
 * Could Twilio call this address? A whole http or https URL with a host. What Twilio itself refuses is not established
 * an address without a host can never be called.
 */
export function isHttpUrl(text: string): boolean {
  // The URL class mends `https:///path` and backslashes as browsers do; Twilio is none.
  if (/[\s\u0000-\u001f\u007f\\]/.test(text) || !/^https?:\/\/[^/?#]/i.test(text)) return false;
  try {
    return new URL(text).hostname !== "";
  } catch {
    return false;
  }
}
