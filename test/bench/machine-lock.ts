import { createServer } from 'node:net';

/** A run has its machine to itself: this port is the lock. */
const lockPort = 48_216;

/** Takes the machine; gives what frees it. @throws Error when another benchmark runs */
export const lockMachine = (): Promise<() => void> =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', () => {
        reject(new Error('another benchmark is running on this machine: its figures and these would both be wrong'));
      })
      .listen(lockPort, '127.0.0.1', () => {
        resolve(() => {
          server.close();
        });
      });
  });
