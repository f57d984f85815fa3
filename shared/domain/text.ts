export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in both languages of the program, French first. */
export type Text = Readonly<Record<Language, string>>;

export const text = (fr: string, en: string): Text => ({ fr, en });
