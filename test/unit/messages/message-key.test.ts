import { describe, expect, test } from '@jest/globals';
import { messageKeyOf, parseMessageKey } from '../../../shared/messages/message-key.ts';

const message = { sub: 'demo|caseworker#est é', tellAt: '2026-03-09T13:00:00.000Z' };

describe('the key of a message', () => {
  test('leads back to the message', () => {
    expect(parseMessageKey(messageKeyOf(message))).toEqual(message);
  });

  test('is made of the letters that a tag of SES may have', () => {
    expect(messageKeyOf(message)).toMatch(/^[\w-]{1,256}$/);
  });

  test.each(['', 'nothing of ours', 'WzEsMl0'])('is not %j', (key) => {
    expect(parseMessageKey(key)).toBeUndefined();
  });
});
