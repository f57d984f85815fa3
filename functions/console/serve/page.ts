import type { PageFiles } from './page-files.ts';

/** Where the page signs people in, by which name, and what it asks for. */
export type SignIn = { readonly issuer: string; readonly clientId: string; readonly scope: string };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The one document of the pages: the same for everybody, French until somebody chooses otherwise. */
export const pageOf = ({ script, style, icon }: PageFiles['names'], { issuer, clientId, scope }: SignIn): string =>
  `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<meta name="issuer" content="${escaped(issuer)}">
<meta name="client" content="${escaped(clientId)}">
<meta name="scope" content="${escaped(scope)}">
<title>Aujourd’hui</title>
<link rel="icon" type="image/svg+xml" href="/assets/${icon}">
<link rel="stylesheet" href="/assets/${style}">
<script type="module" src="/assets/${script}"></script>
</head>
<body>
<div id="page"><noscript>Cette page a besoin de JavaScript. Danger immédiat : 911. · This page needs JavaScript. Immediate danger: 911.</noscript></div>
</body>
</html>
`;
