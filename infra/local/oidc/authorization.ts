import * as z from 'zod';

/** An application that may ask for tokens, as the template declares it. */
export type Client = {
  readonly clientId: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
};

const challenge = /^[A-Za-z0-9_-]{43}$/;

const requestSchema = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string().refine((scope) => scope.split(' ').includes('openid')),
  code_challenge: z.string().regex(challenge),
  code_challenge_method: z.literal('S256'),
  state: z.string().optional(),
  nonce: z.string().optional(),
  ui_locales: z.string().optional(),
});

/** A request for an authorization code that may be shown to a person. */
export type AuthorizationRequest = z.infer<typeof requestSchema>;

/**
 * What comes of a request. `stranger`: not from an application that is known, so that nobody is sent anywhere ·
 * `refused`: the application is told, at its own address.
 */
export type Reading =
  | { readonly kind: 'fine'; readonly request: AuthorizationRequest }
  | { readonly kind: 'refused'; readonly location: string }
  | { readonly kind: 'stranger' };

/** An address of the application with what it is told; `undefined` members are left out. */
export const addressWith = (redirectUri: string, told: Readonly<Record<string, string | undefined>>): string => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(told)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
};

/** The parameters by name; what is given twice counts as not given, as OAuth asks. */
export const singleParameters = (parameters: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries([...parameters].filter(([name]) => parameters.getAll(name).length === 1));

/** Reads a request for a code: redirect addresses are compared as texts, and only S256 is taken. */
export const readAuthorization = (parameters: URLSearchParams, client: Client, issuer: string): Reading => {
  const given = singleParameters(parameters);
  const { client_id: clientId, redirect_uri: redirectUri, state } = given;
  const isKnown =
    clientId === client.clientId && redirectUri !== undefined && client.callbackUrls.includes(redirectUri);
  if (!isKnown) return { kind: 'stranger' };
  const parsed = requestSchema.safeParse(given);
  if (parsed.success) return { kind: 'fine', request: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    kind: 'refused',
    location: addressWith(redirectUri, {
      error: issue?.path[0] === 'response_type' ? 'unsupported_response_type' : 'invalid_request',
      error_description: `${String(issue?.path[0])} is missing or not supported`,
      state,
      iss: issuer,
    }),
  };
};
