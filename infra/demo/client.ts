/** The API answered a call of the demonstration with something else than yes. */
export class CallRefusedError extends Error {
  override readonly name = 'CallRefusedError';
  readonly status: number;

  constructor(path: string, status: number, title: unknown) {
    super(`${path} : ${status} ${String(title)}`);
    this.status = status;
  }
}

/** Someone of the demonstration at the API. Each call gives the body of its answer. @throws CallRefusedError */
export type DemoSession = {
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, json: object, headers?: Readonly<Record<string, string>>) => Promise<unknown>;
};

const send = async (apiUrl: string, path: string, init: RequestInit): Promise<unknown> => {
  const answer = await fetch(`${apiUrl}${path}`, init);
  const body = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new CallRefusedError(path, answer.status, body['title']);
  return body;
};

/** Signs somebody of the demonstration in. @throws CallRefusedError */
export const signIn = async (apiUrl: string, user: string): Promise<DemoSession> => {
  const body = await send(apiUrl, '/_local/token', { method: 'POST', body: JSON.stringify({ user }) });
  const { access_token: token } = body as { readonly access_token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    get: (path) => send(apiUrl, path, { headers }),
    post: (path, json, more = {}) =>
      send(apiUrl, path, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(json) }),
  };
};
