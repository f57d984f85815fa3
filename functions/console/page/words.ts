import { text, type Language, type Text } from '../../../shared/domain/text.ts';

/** What the pages say that no pathway says. */
export const words = {
  today: text('Aujourd’hui', 'Today'),
  other: text('English', 'Français'),
  hide: text('Masquer', 'Hide'),
  signIn: text('Ouvrir une session', 'Sign in'),
  signOut: text('Fermer la session', 'Sign out'),
  welcome: text(
    'Les personnes que vous accompagnez, dans l’ordre où elles ont besoin de vous.',
    'The people you support, in the order in which they need you.',
  ),
  signInFailed: text('La session ne s’est pas ouverte. Réessayez.', 'You are not signed in. Try again.'),
  hidden: text('Page masquée', 'Page hidden'),
  hiddenHelp: text(
    'Rien n’est affiché. Après 15 minutes, il faudra ouvrir une session.',
    'Nothing is shown. After 15 minutes you will have to sign in.',
  ),
  comeBack: text('Revenir', 'Come back'),
  loading: text('Un instant…', 'One moment…'),
  refresh: text('Actualiser', 'Refresh'),
  offline: text(
    'Pas de réseau. Ce qui est affiché date de la dernière lecture.',
    'No network. What is shown is from the last reading.',
  ),
  nobody: text('Personne n’attend de vos nouvelles pour le moment.', 'Nobody is waiting to hear from you right now.'),
  reached: text('Joint', 'Reached'),
  tried: text('Essayé', 'Tried'),
  urgentHelp: text('Aide urgente', 'Urgent help'),
  cancel: text('Annuler', 'Cancel'),
  showName: text('voir le nom', 'show the name'),
  hideName: text('cacher le nom', 'hide the name'),
  sending: text('Envoi…', 'Sending…'),
  noted: text('C’est noté :', 'Noted:'),
  kept: text('Pas encore envoyé; c’est gardé ici.', 'Not sent yet; it is kept here.'),
  sendAgain: text('Renvoyer', 'Send again'),
  giveUp: text('Laisser tomber', 'Give up'),
  neverReached: text('pas encore joint', 'not reached yet'),
  changed: text('Ce qui a changé', 'What changed'),
  nothingChanged: text('Rien de nouveau depuis votre dernière visite.', 'Nothing new since your last visit.'),
  nobodyOnDuty: text(
    'Personne n’est de garde : ce qui est écrit ici est lu le prochain jour ouvrable.',
    'Nobody is on call: what is written here is read on the next working day.',
  ),
  onDuty: text('De garde :', 'On call:'),
  danger: text('Danger immédiat :', 'Immediate danger:'),
  problem: text('Quelque chose n’a pas fonctionné. Réessayez.', 'Something did not work. Try again.'),
  notYourPage: text(
    'Cette page est celle des personnes qui accompagnent des jeunes; votre rôle n’en suit pas.',
    'This page is for the people who support youths; your role follows none.',
  ),
  neverWay: text('à ne jamais utiliser', 'never to be used'),
  intensive: text('Intensif', 'Intensive'),
} as const satisfies Record<string, Text>;

const others = { fr: ['autre personne', 'autres personnes'], en: ['more person', 'more people'] } as const;

/** `et 12 autres personnes` */
export const moreWords = (count: number, language: Language): string =>
  `${language === 'fr' ? 'et' : 'and'} ${count} ${others[language][count > 1 ? 1 : 0]}`;
