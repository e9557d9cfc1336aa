import { describe, expect, it } from '@jest/globals';
import { must } from '../testing/index.ts';
import { ADDRESS, PASSWORD, staffedOffice } from './testing/staffed-office.ts';

/** An office whose operator has set up a second factor. */
const withFactor = async () => {
  const office = await staffedOffice();
  const { portal, ente, operator, setUp } = office;
  const factor = await setUp(operator);
  const actor = { operator, address: ADDRESS };
  const confirm = async (code: string) => {
    const confirmed = await portal.confirmCode(ente.id, actor, code);
    return confirmed.ok ? 'in' : confirmed.error.code;
  };
  return { ...office, ...factor, self: actor, confirm };
};

describe('the second factor', () => {
  it('is asked for after the password, which alone lets nobody in', async () => {
    const { signIn, confirm, codeNow, secret, operator, register, account } = await withFactor();
    expect(must(await signIn(PASSWORD))).toMatchObject({ awaitsCode: true });
    expect((await account(operator.id)).lastSignInAt).toBeNull();
    expect(await confirm(codeNow(secret))).toBe('in');
    expect((await account(operator.id)).lastSignInAt).not.toBeNull();
    expect(await register()).toEqual([
      ['secondo_fattore_attivato', operator.id],
      ['accesso', operator.id],
    ]);
  });

  it('takes a code once, also when two come at once, and none that is older', async () => {
    const { confirm, codeNow, secret, portal } = await withFactor();
    const before = codeNow(secret);
    portal.clock.advance(30_000);
    const code = codeNow(secret);
    const outcomes = await Promise.all([confirm(code), confirm(code), confirm(code)]);
    expect(outcomes.toSorted()).toEqual(['in', 'wrong_code', 'wrong_code']);
    expect(await confirm(before)).toBe('wrong_code');
    portal.clock.advance(30_000);
    const spaced = codeNow(secret);
    expect(await confirm(` ${spaced.slice(0, 3)} ${spaced.slice(3)} `)).toBe('in');
  });

  it('does not take the code again that has proved the app', async () => {
    const { portal, ente, operator, codeNow } = await staffedOffice();
    const actor = { operator, address: ADDRESS };
    const { secret, sealed } = portal.beginSecondFactor(ente, operator, null);
    const code = codeNow(secret);
    must(await portal.setUpSecondFactor(ente.id, actor, { sealed, code, password: PASSWORD }));
    expect(await portal.confirmCode(ente.id, actor, code)).toMatchObject({ error: { code: 'wrong_code' } });
  });

  it('gives ten recovery codes, each good once, however it is typed', async () => {
    const { recoveryCodes, confirm, run, operator } = await withFactor();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = '', second = ''] = recoveryCodes;
    expect(first).toMatch(/^[0-9a-f]{6}-[0-9a-f]{6}$/u);
    expect(await confirm(first)).toBe('in');
    expect(await confirm(first)).toBe('wrong_code');
    expect(await confirm(` ${second.replace('-', ' ').toUpperCase()} `)).toBe('in');
    expect(await run(({ accounts }) => accounts.secondFactor(operator.id))).toMatchObject({ recoveryCodes: 8 });
  });

  it('counts wrong codes together with wrong passwords', async () => {
    const { confirm, signIn, secret, codeNow, portal, register } = await withFactor();
    for (let times = 0; times < 5; times += 1) await signIn('sbagliata');
    for (let times = 0; times < 5; times += 1) expect(await confirm('nessuno')).toBe('wrong_code');
    expect(await confirm(codeNow(secret))).toBe('too_many_attempts');
    expect(await signIn(PASSWORD)).toMatchObject({ error: { code: 'too_many_attempts' } });
    expect((await register()).filter(([action]) => action === 'accesso_bloccato')).toHaveLength(1);
    portal.clock.advance(5 * 60_000);
    expect(await confirm(codeNow(secret))).toBe('in');
  });

  it('takes fifty wrong codes a day, however slowly they come', async () => {
    const { confirm, secret, codeNow, portal } = await withFactor();
    for (let times = 0; times < 50; times += 1) {
      expect(await confirm('nessuno')).toBe('wrong_code');
      portal.clock.advance(5 * 60_000);
    }
    expect(await confirm(codeNow(secret))).toBe('too_many_attempts');
    portal.clock.advance(24 * 60 * 60_000);
    expect(await confirm(codeNow(secret))).toBe('in');
  });

  it('is set up with a code of the app, and with the secret that was shown to this operator', async () => {
    const { portal, ente, operator, administrator, codeNow } = await staffedOffice();
    const actor = { operator, address: ADDRESS };
    const { secret, sealed, uri } = portal.beginSecondFactor(ente, operator, null);
    expect(uri).toContain(secret);
    const shownAgain = portal.beginSecondFactor(ente, operator, sealed);
    expect(shownAgain).toEqual({ secret, sealed, uri });
    const theirs = portal.beginSecondFactor(ente, administrator, null);
    for (const typed of [
      { sealed, code: '000000' },
      { sealed: theirs.sealed, code: codeNow(theirs.secret) },
      { sealed: 'inventato', code: codeNow(secret) },
    ]) {
      const done = await portal.setUpSecondFactor(ente.id, actor, { ...typed, password: PASSWORD });
      expect(done).toMatchObject({ error: { code: 'wrong_code' } });
    }
    expect(portal.beginSecondFactor(ente, operator, theirs.sealed).secret).not.toBe(theirs.secret);
  });

  it('is attached by who knows the password, also where there was none; an administrator has just given it', async () => {
    const { portal, ente, operator, administrator, signIn, codeNow } = await staffedOffice();
    const attach = (who: typeof operator, password = '') => {
      const { secret, sealed } = portal.beginSecondFactor(ente, who, null);
      const typed = { sealed, code: codeNow(secret), password };
      return portal.setUpSecondFactor(ente.id, { operator: who, address: ADDRESS }, typed);
    };
    const wrongPassword = { error: { code: 'wrong_password' } };
    must(await signIn(PASSWORD));
    expect(await attach(operator)).toMatchObject(wrongPassword);
    must(await attach(operator, PASSWORD));
    must(await signIn(PASSWORD, administrator.email));
    portal.clock.advance(15 * 60_000);
    expect(await attach(administrator)).toMatchObject(wrongPassword);
    must(await signIn(PASSWORD, administrator.email));
    must(await attach(administrator));
    expect(await attach(administrator)).toMatchObject(wrongPassword);
  });

  it('is changed for another app, and its recovery codes made anew, by who knows the password', async () => {
    const { portal, ente, operator, self, codeNow, recoveryCodes, confirm } = await withFactor();
    const { secret, sealed } = portal.beginSecondFactor(ente, operator, null);
    const set = (password: string) =>
      portal.setUpSecondFactor(ente.id, self, { sealed, code: codeNow(secret), password });
    expect(await set('sbagliata')).toMatchObject({ error: { code: 'wrong_password' } });
    must(await set(PASSWORD));
    expect(await confirm(recoveryCodes[0] ?? '')).toBe('wrong_code');
    const renew = (password: string) => portal.renewRecoveryCodes(ente.id, self, password);
    expect(await renew('sbagliata')).toMatchObject({ error: { code: 'wrong_password' } });
    expect(await confirm(must(await renew(PASSWORD))[3] ?? '')).toBe('in');
  });

  it('is switched off by an operator who knows the password, and by no administrator', async () => {
    const { portal, ente, operator, self, administrator, setUp, account } = await withFactor();
    const off = (who: typeof self, password: string) => portal.switchOffSecondFactor(ente.id, who, password);
    expect(await off(self, 'sbagliata')).toMatchObject({ error: { code: 'wrong_password' } });
    must(await off(self, PASSWORD));
    expect(await account(operator.id)).toMatchObject({ hasSecondFactor: false });
    await setUp(administrator);
    const refused = await off({ operator: administrator, address: ADDRESS }, PASSWORD);
    expect(refused).toMatchObject({ error: { code: 'not_possible' } });
  });

  it('that an administrator takes away has to be set up again, and ends all sessions', async () => {
    const { portal, ente, actor, operator, account, confirm, codeNow, secret } = await withFactor();
    const { epoch } = await account(operator.id);
    must(await portal.resetSecondFactor(ente.id, actor, operator.id));
    must(await portal.resetSecondFactor(ente.id, actor, operator.id));
    expect(await account(operator.id)).toMatchObject({ hasSecondFactor: false, epoch: epoch + 1 });
    expect(await confirm(codeNow(secret))).toBe('wrong_code');
    const own = await portal.resetSecondFactor(ente.id, actor, actor.operator.id);
    expect(own).toMatchObject({ error: { code: 'not_yourself' } });
  });
});

describe('one’s own password', () => {
  it('is changed by who knows the old one, and ends all sessions', async () => {
    const { portal, ente, operator, signIn, account } = await staffedOffice();
    const actor = { operator, address: ADDRESS };
    const change = (old: string, chosen: string) => portal.changePassword(ente.id, actor, { old, chosen });
    expect(await change('sbagliata', 'un’altra frase lunga')).toMatchObject({ error: { code: 'wrong_password' } });
    expect(await change(PASSWORD, 'corta')).toMatchObject({ error: { flaw: 'too_short' } });
    const { epoch } = must(await change(PASSWORD, 'un’altra frase lunga'));
    expect(await account(operator.id)).toMatchObject({ epoch });
    must(await signIn('un’altra frase lunga'));
    expect(await signIn(PASSWORD)).toMatchObject({ error: { code: 'wrong_credentials' } });
  });

  it('is not guessed by who has found a computer that somebody left: wrong ones count', async () => {
    const { portal, ente, operator, register } = await staffedOffice();
    const actor = { operator, address: ADDRESS };
    const change = (old: string) => portal.changePassword(ente.id, actor, { old, chosen: 'un’altra frase lunga' });
    for (let times = 0; times < 10; times += 1) await change('sbagliata');
    expect(await change(PASSWORD)).toMatchObject({ error: { code: 'too_many_attempts' } });
    expect(await change(PASSWORD)).toMatchObject({ error: { code: 'too_many_attempts' } });
    const wrong = Array.from({ length: 10 }, () => ['password_sbagliata', 'sconosciuto']);
    expect(await register()).toEqual([...wrong, ['accesso_bloccato', 'sconosciuto']]);
  });
});
