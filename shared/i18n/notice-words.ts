import type { RungName } from '../domain/pathway/due.ts';
import type { NoticeAbout } from '../domain/team/notice.ts';
import { text, type Text } from '../domain/text.ts';

const rungWords: Readonly<Record<RungName, Text>> = {
  'due-soon': text('Un suivi approche', 'A follow-up is coming up'),
  due: text('Un suivi à regarder', 'A follow-up to look at'),
  'backup-and-coordinator': text('Une demande d’appui', 'A request for support'),
  direction: text('Une démarche à soutenir', 'An outreach effort to support'),
};

const otherWords: Readonly<Record<Exclude<NoticeAbout['kind'], 'rung'>, Text>> = {
  advice: text('Une demande de soutien clinique', 'A request for clinical support'),
  debrief: text('Un moment pour vous, après un événement difficile', 'A moment for you, after a difficult event'),
  'referral-joined': text(
    'Une nouvelle référence est jointe à un dossier : l’intensité convient-elle encore?',
    'A new referral is joined to a case: is the intensity still right?',
  ),
  alarm: text(
    'Une personne n’est peut-être pas en sécurité ce soir : à regarder maintenant',
    'Somebody may not be safe tonight: to be looked at now',
  ),
  death: text(
    'Une personne que l’équipe accompagnait est décédée. Prenez soin de vous.',
    'A person whom the team supported has died. Take care of yourselves.',
  ),
  undeliverable: text('Un courriel qui ne se rend pas', 'An e-mail that does not arrive'),
};

const unanswered = text('Une demande d’appui attend une réponse', 'A request for support waits for an answer');

/** What a line of an inbox says. */
export const noticeWords = (about: NoticeAbout): Text =>
  about.kind !== 'rung' ? otherWords[about.kind] : about.timerId === 'support' ? unanswered : rungWords[about.rung];
