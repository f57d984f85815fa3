/**
 * What every answer of ours asks of the browser that reads it: to keep nothing, to take it for nothing but what it says it
 * is, to show it in no frame, to give it to no page of another origin, and to tell nobody where it was read.
 */
export const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;
