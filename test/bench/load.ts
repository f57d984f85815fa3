import { Agent, request } from 'node:http';

type Answer = { readonly status: number; readonly body: unknown };
/** A case as the API shows it, as far as it is read here. */
export type View = {
  readonly caseId: string;
  readonly version: number;
  readonly step: { readonly id: string; readonly visit: number; readonly state: string };
};

/** The same with all that may be done next. */
type WholeView = View & {
  readonly step: { readonly actions: readonly { readonly outcome: string; readonly example: object }[] };
};

/** The normal way from the corner where somebody was met, in six completions. */
const way = ['agreed', 'done', 'agreed-with-youth', 'continue', 'continue', 'wind-down'];

/** Advances of one walk. */
export const stepsOfWay = way.length;

/** A client that knows the pathway waits for the next step, and needs no forms of it. */
const prefer = 'wait=20, return=minimal';

const person = { name: 'Zed', reach: [{ way: 'text', value: '514 555-0123' }], ageBand: 'unsure' };

/** A client of the API with connections that stay open. */
export const makeClient = async (apiUrl: string, connections: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = (method: string, path: string, headers: Record<string, string>, json?: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const text = json && JSON.stringify(json);
      const call = request(
        `${apiUrl}${path}`,
        { method, agent, headers: { ...headers, ...(text && { 'content-length': String(Buffer.byteLength(text)) }) } },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => {
            resolve({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString('utf8')) });
          });
        },
      );
      call.on('error', reject);
      call.end(text);
    });

  const { body } = await send('POST', '/_local/token', {}, { user: 'coordinator@est' });
  const authorization = `Bearer ${(body as { access_token: string }).access_token}`;

  const openCase = async (headers: Record<string, string>): Promise<View> => {
    const { status, body: view } = await send('POST', '/v1/cases', { authorization, ...headers }, { person });
    if (status !== 201) throw new Error(`a case was not opened: ${status}`);
    return view as View;
  };

  const examples = new Map<string, object>();

  /** What an outcome of a step is sent with: asked of the case once, for the pathway says the same to every case. */
  const exampleFor = async ({ caseId, step: { id } }: View, outcome: string): Promise<object> => {
    const known = examples.get(`${id} ${outcome}`);
    if (known) return known;
    const { body: view } = await send('GET', `/v1/cases/${caseId}`, { authorization });
    const found = (view as WholeView).step.actions.find((action) => action.outcome === outcome)?.example;
    if (!found) throw new Error(`${outcome} is not offered`);
    examples.set(`${id} ${outcome}`, found);
    return found;
  };

  return {
    /** Opens a case; answers when its first step is open. */
    open: (): Promise<View> => openCase({ prefer }),

    /** Opens a case without waiting for its first step. */
    start: async (): Promise<void> => {
      await openCase({});
    },

    /** Takes a case through six completions; tells the milliseconds of each, until the next step is open. */
    walk: async (opened: View, tell: (milliseconds: number) => void): Promise<void> => {
      let view = opened;
      for (const outcome of way) {
        const example = await exampleFor(view, outcome);
        const headers = {
          authorization,
          'if-match': `"${view.version}"`,
          'idempotency-key': `${view.caseId}-${view.step.visit}`,
          prefer,
        };
        const begin = performance.now();
        const { status, body: next } = await send('POST', `/v1/cases/${view.caseId}/completion`, headers, example);
        tell(performance.now() - begin);
        if (status !== 200) throw new Error(`${outcome} was answered ${status}`);
        view = next as View;
      }
    },
    close: () => {
      agent.destroy();
    },
  };
};

/** Runs `work` until `total` pieces are done, `clients` at a time. Returns the seconds. */
export const inParallel = async (total: number, clients: number, work: () => Promise<void>): Promise<number> => {
  const begin = performance.now();
  let next = 0;
  const client = async () => {
    while (next < total) {
      next += 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (performance.now() - begin) / 1000;
};

/** The value below which the share `p` of the values lies. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = Float64Array.from(values).sort();
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN).toFixed(2));
};
