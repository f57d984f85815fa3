/** Milliseconds that are left until a due time, 0 when it has passed; nothing where nothing was due. */
export const left = (dueAt: string | undefined, now: string): { readonly remaining?: number } =>
  dueAt === undefined ? {} : { remaining: Math.max(0, Date.parse(dueAt) - Date.parse(now)) };
