import type { Clock } from '../cases/ports.ts';
import { currentHost } from './host.ts';

export const makeClock = (): Clock => {
  const host = currentHost();
  return { now: () => new Date(host.now()).toISOString() };
};
