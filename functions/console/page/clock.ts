/** How far the server's time is ahead of this device's, in milliseconds, as of the last reading. */
let ahead = 0;

/** Learns the time from what the server says: the clock of a telephone may be wrong, the server's is what counts. */
export const setClock = (now: string): void => {
  ahead = Date.parse(now) - Date.now();
};

/** The server's time, in ISO 8601. */
export const serverNow = (): string => new Date(Date.now() + ahead).toISOString();

/** The device's own time in milliseconds, for how long something took: it goes on while the device sleeps. */
export const deviceNow = (): number => Date.now();
