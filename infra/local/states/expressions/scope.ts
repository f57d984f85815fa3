/** What expressions see: the variables of the thread, and `states`. */
export type Scope = Readonly<Record<string, unknown>>;
