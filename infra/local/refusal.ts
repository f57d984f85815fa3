/** The runtime will not start or go on; the message is one line that says what to do. Nothing was harmed. */
export class RuntimeRefusal extends Error {
  override readonly name = 'RuntimeRefusal';
}

/** A line for who runs this, in both languages. */
export const inBoth = (fr: string, en: string): string => `${fr} / ${en}`;
