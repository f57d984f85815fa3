/** Recorded cases that are not compared, each with its reason. */
export const leftOut: Readonly<Record<string, string>> = {};
