import { describe, expect, it } from '@jest/globals';
import { secretBoxContract } from '@stanza/core/testing/contracts';
import { makeSecretBox } from './make-secret-box.ts';
import { newSecretKey, secretKeySchema } from './secret-key.ts';

secretBoxContract('node:crypto', (key) =>
  makeSecretBox(secretKeySchema.parse(Buffer.alloc(32, key).toString('base64'))),
);

describe('the key of a portal', () => {
  it('is new each time, and is taken as it was made', () => {
    expect(secretKeySchema.parse(newSecretKey())).toHaveLength(32);
    expect(newSecretKey()).not.toBe(newSecretKey());
  });

  it.each([undefined, '', 'segreto', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')])(
    'is not %j, which is refused in a sentence without it',
    (value) => {
      const parsed = secretKeySchema.safeParse(value);
      expect(parsed.error?.issues.map(({ message }) => message)).toEqual([expect.stringMatching(/32 byte casuali/u)]);
      expect(parsed.error?.message).not.toContain('segreto');
    },
  );
});
