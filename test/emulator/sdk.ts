import twilio from "twilio";
import RequestClient from "twilio/lib/base/RequestClient";

/** The official SDK can be pointed at another host only by a client of one's own that rewrites it. */
export class RewritingClient extends RequestClient {
  constructor(private readonly origin: string) {
    super();
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    return super.request<T>({
      ...options,
      uri: options.uri.replace(/^https:\/\/(?:taskrouter|api)\.twilio\.com/, this.origin),
    });
  }
}

/** The official SDK as a client of an emulator. */
export const sdkFor = ({ url, accountSid, authToken }: { url: string; accountSid: string; authToken: string }) =>
  twilio(accountSid, authToken, { httpClient: new RewritingClient(url) });
