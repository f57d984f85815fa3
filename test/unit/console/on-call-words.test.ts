import { describe, expect, test } from '@jest/globals';
import { onCallWords } from '../../../functions/console/page/on-call-words.ts';

describe('who is on call', () => {
  test.each(['fr', 'en'] as const)('is said only as far as it is known: %s', (language) => {
    expect(onCallWords('unknown', language)).toBeUndefined();
    expect(onCallWords('nobody', language)).toMatch(/Personne n’est de garde|Nobody is on call/);
    const line = onCallWords({ name: 'Théo Lachance', until: '2026-03-10T02:00:00.000Z' }, language);
    expect(line).toContain('Théo Lachance');
  });
});
