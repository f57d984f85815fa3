import * as z from 'zod';
import { text, type Text } from '../text.ts';
import { saying } from './said.ts';

/*
 * What people type, in any script. Typed text is kept as it is read: in NFC, without what cannot be seen, and refused where
 * something in it would make it read otherwise than it was written.
 */

/** A character as people count it, with all that belongs to it (UAX #29). */
const characters = new Intl.Segmenter('fr-CA', { granularity: 'grapheme' });

const bytes = new TextEncoder();
/** Bytes of UTF-8 that a character may take on average: more than any script or skin tone needs. */
const bytesOfACharacter = 16;
/** Marks on one letter: more than any orthography has, fewer than what runs over the lines above and below. */
const tooManyMarks = /\p{M}{9,}/u;
/** What ends a line, whatever system it was typed on. */
const lineEnd = /\r\n|[\r\v\f\u0085\u2028\u2029]/gu;
/** Controls, and characters that Unicode keeps for no text. */
const control = /[\p{Cc}\p{Noncharacter_Code_Point}\uFFF9-\uFFFB]/u;
/** Turn what follows them around, so that a text reads otherwise than it is. */
const turning = /[\u202D\u202E]/u;
/**
 * Take no place and say nothing: what telephones put around copied numbers, soft hyphens, tags. What joins letters and
 * chooses the look of an emoji stays.
 */
const unseen =
  /[\u00AD\u034F\u061C\u180E\u200B\u200E\u200F\u202A-\u202C\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E0FFF}]/gu;
/** Something that can be seen by itself. */
const seen = /[\p{L}\p{N}\p{P}\p{S}]/u;
const blank = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

type Limits = {
  /** Characters, as people count them. */
  readonly most: number;
  /** Whether it may have several lines. */
  readonly hasLines?: boolean;
};

const said = {
  half: text(
    'Ce texte contient une moitié de caractère; retapez-le.',
    'This text holds half of a character; type it again.',
  ),
  control: text(
    'Ce texte contient un caractère de commande invisible; retapez-le.',
    'This text holds an invisible control character; type it again.',
  ),
  turning: text(
    'Ce texte contient un caractère invisible qui inverse les lettres; retapez-le.',
    'This text holds an invisible character that turns letters around; type it again.',
  ),
  marks: text('Trop de signes sur une même lettre.', 'Too many marks on one letter.'),
  nothing: text('Écrivez au moins un caractère visible.', 'Write at least one character that can be seen.'),
};

const tooLong = (most: number): Text =>
  text(`Trop long : au plus ${most} caractères.`, `Too long: at most ${most} characters.`);

/** Whether anything of a text can be seen by itself. */
export const canBeSeen = (kept: string): boolean => seen.test(kept.replaceAll(blank, ''));

/** The text as it is kept. */
const tidy = (typed: string, hasLines: boolean): string =>
  typed
    .normalize('NFC')
    .replaceAll(lineEnd, '\n')
    .replaceAll(hasLines ? /\t+/gu : /[\t\n]+/gu, ' ')
    .replaceAll(unseen, '')
    .trim();

const refusalOf = (kept: string, { most, hasLines = false }: Limits): Text | undefined => {
  if (!kept.isWellFormed()) return said.half;
  if (control.test(hasLines ? kept.replaceAll('\n', '') : kept)) return said.control;
  if (turning.test(kept)) return said.turning;
  if (tooManyMarks.test(kept)) return said.marks;
  if (!canBeSeen(kept)) return said.nothing;
  return bytes.encode(kept).length > most * bytesOfACharacter || charactersOf(kept).length > most
    ? tooLong(most)
    : undefined;
};

/** The characters of a text, as people count them. */
export const charactersOf = (written: string): readonly string[] =>
  Array.from(characters.segment(written), ({ segment }) => segment);

/**
 * A text that somebody types: at least one character that can be seen, at most `most` as people count them, on one line
 * unless `hasLines`. In JSON Schema, whose `maxLength` counts code points, a text that fits always fits here.
 */
export const peopleText = (limits: Limits) =>
  z
    .string()
    .overwrite((typed) => tidy(typed, limits.hasLines ?? false))
    .superRefine((kept, context) => {
      const refusal = refusalOf(kept, limits);
      if (refusal) context.addIssue(saying(refusal));
    })
    .meta({ minLength: 1, maxLength: limits.most });

/** What a note or an answer in a person's own words takes. */
export const fewLinesText = peopleText({ most: 280, hasLines: true });
