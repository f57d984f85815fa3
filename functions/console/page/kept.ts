/** What one tab keeps until it is closed; no name is ever put there. */
export const tab = sessionStorage;

/** What this browser keeps: a language, and the moment of the last look. */
export const browser = localStorage;

/** Reads a value that was kept as JSON; whatever cannot be read is as if it was not there. */
export const readKept = (place: Storage, name: string): unknown => {
  try {
    return JSON.parse(place.getItem(name) ?? 'null') as unknown;
  } catch {
    return null;
  }
};

/** Keeps a value as JSON, or forgets it. A browser that refuses to keep anything loses it with the page, and no more. */
export const keep = (place: Storage, name: string, value: unknown): void => {
  try {
    if (value === undefined) place.removeItem(name);
    else place.setItem(name, JSON.stringify(value));
  } catch {
    // private windows of some browsers
  }
};
