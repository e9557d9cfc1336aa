import { beforeEach, describe, expect, it } from '@jest/globals';
import { anOperator, aTenant } from '../../testing/builders.ts';
import { type MemoryPortal, makeMemoryPortal } from '../../testing/memory-portal.ts';

const EMAIL = 'paola.conti@comune.example';
const tenant = aTenant('01890a5d-ac96-774b-bcce-b302099a8057');
const operator = anOperator('01890a5d-ac96-774b-bcce-b302099a8058', { email: EMAIL });

let portal: MemoryPortal;
beforeEach(async () => {
  portal = makeMemoryPortal();
  await portal.setup.addTenant(tenant);
  await portal.setup.addOperator(tenant.id, operator, await portal.hasher.hash('giusta'));
});

/** What comes of a sign-in: `in`, or the code of the refusal. */
const attempt = async (password: string, email = EMAIL, address = '203.0.113.7') => {
  const signedIn = await portal.signInOperator(tenant.id, { email, password, address });
  return signedIn.ok ? 'in' : signedIn.error.code;
};
const fail = async (times: number, email?: string, address?: string) => {
  for (let tries = 0; tries < times; tries += 1) {
    expect(await attempt('sbagliata', email, address)).toBe('wrong_credentials');
  }
};

describe('the sign-in of an operator', () => {
  it('after ten failures for an account is refused, also with the right password, from anywhere', async () => {
    await fail(9);
    await fail(1, EMAIL.toUpperCase());
    expect(await attempt('giusta', EMAIL, '203.0.113.8')).toBe('too_many_attempts');
  });

  it('is allowed again five minutes after the first failure', async () => {
    await fail(10);
    portal.clock.advance(5 * 60_000 - 1);
    expect(await attempt('giusta')).toBe('too_many_attempts');
    portal.clock.advance(1);
    expect(await attempt('giusta')).toBe('in');
  });

  it('does not count those who get in, however many come from one address', async () => {
    for (let times = 0; times < 40; times += 1) expect(await attempt('giusta')).toBe('in');
    await fail(10);
  });

  it('after thirty failures from one address is refused to it, and to nobody else', async () => {
    for (let account = 0; account < 30; account += 1) await fail(1, `${account}@comune.example`);
    expect(await attempt('giusta')).toBe('too_many_attempts');
    expect(await attempt('giusta', EMAIL, '203.0.113.8')).toBe('in');
  });

  it('counts all addresses of a network of IPv6 as one', async () => {
    for (let tries = 0; tries < 30; tries += 1) await fail(1, `${tries}@comune.example`, `2001:db8:0:7::${tries}`);
    expect(await attempt('giusta', EMAIL, '2001:db8:0:7::ffff')).toBe('too_many_attempts');
    expect(await attempt('giusta', EMAIL, '2001:db8:0:8::1')).toBe('in');
  });

  it('that is refused is written down three hundred times an hour, whoever it is, and then once that there were more', async () => {
    const register = async () => {
      const { rows } = await portal.unitOfWork.read(tenant.id, ({ audit }) => audit.page({ after: null, limit: 1000 }));
      return rows.map(({ action }) => action);
    };
    for (let tries = 0; tries < 310; tries += 1) await fail(1, `${tries}@comune.example`, `192.0.2.${tries}`);
    expect(await register()).toEqual(['altri_non_annotati', ...Array.from({ length: 300 }, () => 'accesso_negato')]);
    expect(await attempt('giusta')).toBe('in');
    await fail(1);
    expect((await register()).slice(0, 2)).toEqual(['accesso', 'altri_non_annotati']);
    portal.clock.advance(60 * 60_000);
    await fail(1);
    expect((await register()).slice(0, 2)).toEqual(['accesso_negato', 'accesso']);
  });

  it('lets nobody try more often by trying all at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 25 }, () => attempt('sbagliata')));
    expect(outcomes.filter((outcome) => outcome === 'wrong_credentials')).toHaveLength(10);
  });
});
