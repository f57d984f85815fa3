import { messageContextSchema, type MessageContext } from './message-context.ts';
import { templates, type TemplateName } from './templates.ts';

/** A message as it is sent, in both forms. */
export type Rendered = { readonly subject: string; readonly text: string; readonly html: string };

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

const paragraph = (text: string): string => `<p>${escape(text)}</p>`;

/**
 * Makes a message from a template.
 * @throws ZodError when the context holds anything but whole numbers, a language and the link of this installation
 */
export const render = (name: TemplateName, context: MessageContext): Rendered => {
  // The brand vouches for what the compiler sees; parsing vouches for what arrives.
  const { language, link, ...counts } = messageContextSchema.parse(context);
  const { subject, lines, open, note } = templates[name]({ language, link, ...counts });
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body>`,
    ...lines.map(paragraph),
    `<p><a href="${escape(link)}">${escape(open)}</a></p>`,
    paragraph(note),
    '</body></html>',
  ];
  return { subject, text: [...lines, '', `${open} ${link}`, '', note, ''].join('\n'), html: html.join('\n') };
};
