import { inParallel, makeClient, percentile } from './load.ts';
import type { Served } from './served.ts';

/** One run of a workload: milliseconds of one advance, and how many there are each second. */
export type Run = {
  readonly clients: number;
  readonly cases: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
};

/**
 * Cases opened and taken through their steps by so many clients at a time. One advance is from the client's completion
 * until the next step is open, through HTTP with all that belongs to it.
 */
export const advances = async ({ apiUrl }: Served, clients: number, cases: number): Promise<Run> => {
  const client = await makeClient(apiUrl, clients);
  const times: number[] = [];
  const seconds = await inParallel(cases, clients, async () => {
    await client.walk(await client.open(), (milliseconds) => times.push(milliseconds));
  });
  client.close();
  const perSecond = Math.round(times.length / seconds);
  return { clients, cases, perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
};

/** Cases opened without waiting for their first step. Returns how many each second. */
export const starts = async ({ apiUrl }: Served, clients: number, cases: number): Promise<number> => {
  const client = await makeClient(apiUrl, clients);
  const seconds = await inParallel(cases, clients, client.start);
  client.close();
  return Math.round(cases / seconds);
};
