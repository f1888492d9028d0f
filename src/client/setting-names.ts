/** Whom to talk to, as whom and how: by these names in the configuration, in a provider's arguments and in a client's options. */
export const SETTING_NAMES = [
  "accountSid",
  "authToken",
  "apiKey",
  "apiSecret",
  "region",
  "edge",
  "baseUrl",
  "maxRequestsPerSecond",
  "maxRetries",
] as const;
