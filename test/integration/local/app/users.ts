import type { DemoUser } from '../../../../infra/local/oidc/demo-user.ts';

export const users: readonly DemoUser[] = [
  { user: 'iris', sub: 'sub-iris', role: 'caseworker', organisation: 'north', name: 'Iris' },
  { user: 'otto', sub: 'sub-otto', role: 'referrer', organisation: 'south', channel: 'community', name: 'Otto' },
];
