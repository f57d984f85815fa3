/** Someone who may be tried out; what they may do is the program's to say. */
export type DemoUser = {
  readonly user: string;
  readonly sub: string;
  readonly role: string;
  readonly organisation: string;
  readonly channel?: string;
  readonly name: string;
  /** What the role is called; its code without. */
  readonly title?: { readonly fr: string; readonly en: string };
};
