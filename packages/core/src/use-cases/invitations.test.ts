import { describe, expect, it } from '@jest/globals';
import { MailRefusedError } from '../ports/mailer.ts';
import { makeMemoryPortal, must } from '../testing/index.ts';
import { makeSendInvitationMail } from './system/send-invitation-mail.ts';
import { ADDRESS, PASSWORD, staffedOffice } from './testing/staffed-office.ts';

const HOUR_MS = 60 * 60 * 1000;
const NEW = { name: '  Lucia   Neri ', email: 'lucia.neri@comune.bugliano.example', role: 'operatore' };

/** An office whose administrator has just added Lucia. */
const invited = async () => {
  const office = await staffedOffice();
  const { portal, ente, actor, service } = office;
  const id = must(await portal.inviteOperator(ente.id, actor, { ...NEW, services: [service.id, 'inventato'] }));
  return { ...office, id, token: await office.tokenFor(NEW) };
};

describe('an invitation', () => {
  it('is mailed by the ente to the new operator, who chooses a password and is in', async () => {
    const { account, id, service, portal, token, setPassword, signIn, register, actor } = await invited();
    expect(await account(id)).toMatchObject({ name: 'Lucia Neri', services: [service.id], state: 'invitato' });
    expect(portal.mailer.sent.at(-1)).toMatchObject({ subject: 'invito', from: { name: 'Comune di Bugliano' } });
    expect(await signIn('', NEW.email)).toMatchObject({ error: { code: 'wrong_credentials' } });
    must(await setPassword(token, PASSWORD));
    expect(must(await signIn(PASSWORD, NEW.email))).toMatchObject({ operator: { id }, awaitsCode: false });
    expect(await account(id)).toMatchObject({ state: 'attivo', lastSignInAt: portal.clock.now() });
    expect(await register()).toEqual([
      ['operatore_invitato', actor.operator.id],
      ['accesso_negato', 'sconosciuto'],
      ['password_impostata', id],
      ['accesso', id],
    ]);
  });

  it('says whom it is for, as often as it is looked at, and is used once', async () => {
    const { portal, ente, token, setPassword, id } = await invited();
    for (let times = 0; times < 3; times += 1) {
      expect(await portal.openInvitation(ente.id, token)).toMatchObject({
        operator: { id },
        invitation: { kind: 'invito' },
      });
    }
    const both = await Promise.all([setPassword(token, PASSWORD), setPassword(token, 'un’altra frase lunga')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await setPassword(token, PASSWORD)).toMatchObject({ error: { code: 'invitation_over' } });
    expect(await portal.openInvitation(ente.id, token)).toBeNull();
  });

  it('is good for seven days', async () => {
    const { portal, ente, token } = await invited();
    portal.clock.advance(7 * 24 * HOUR_MS - 1);
    expect(await portal.openInvitation(ente.id, token)).not.toBeNull();
    portal.clock.advance(1);
    expect(await portal.openInvitation(ente.id, token)).toBeNull();
  });

  it('is worth nothing once a newer one was sent, or the operator is disabled', async () => {
    const { portal, ente, actor, id, token, tokenFor } = await invited();
    must(await portal.sendInvitation(ente.id, actor, id));
    const newer = await tokenFor(NEW);
    expect(await portal.openInvitation(ente.id, token)).toBeNull();
    expect(await portal.openInvitation(ente.id, newer)).not.toBeNull();
    must(await portal.switchOperator(ente.id, actor, id, false));
    must(await portal.switchOperator(ente.id, actor, id, true));
    expect(await portal.openInvitation(ente.id, newer)).toBeNull();
  });

  it('cannot be made up, nor taken to another ente', async () => {
    const { portal, ente, token } = await invited();
    const [id, proof] = [token.slice(0, 36), token.slice(37)];
    const other = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
    for (const forged of ['', id, `${other}-${proof}`, `${id}-${'0'.repeat(64)}`, `${token}0`]) {
      expect(await portal.openInvitation(ente.id, forged)).toBeNull();
    }
    const elsewhere = makeMemoryPortal();
    expect(await elsewhere.openInvitation(ente.id, token)).toBeNull();
  });

  it.each([
    ['corta', 'too_short'],
    ['x'.repeat(201), 'too_long'],
    ['Lucia.Neri2026', 'like_name'],
    ['password1234', 'guessable'],
  ])('does not take the password %j', async (password, flaw) => {
    const { setPassword, token } = await invited();
    expect(await setPassword(token, password)).toEqual({ ok: false, error: { code: 'bad_password', flaw } });
    must(await setPassword(token, PASSWORD));
  });

  it.each([
    [120, 'in'],
    [200, 'in'],
    [300, 'too_long'],
  ])('lets whatever can be chosen be used: %s emoji', async (length, outcome) => {
    const password = Array.from({ length }, (_, index) => String.fromCodePoint(0x1f400 + index)).join('');
    const { portal, ente, setPassword, signIn, token, id } = await invited();
    const set = await setPassword(token, password);
    expect(set.ok ? 'in' : set.error).toEqual(outcome === 'in' ? 'in' : { code: 'bad_password', flaw: outcome });
    if (outcome !== 'in') return;
    const { operator } = must(await signIn(password, NEW.email));
    const self = { operator, address: ADDRESS };
    must(await portal.changePassword(ente.id, self, { old: password, chosen: PASSWORD }));
    expect(operator.id).toBe(id);
  });

  it('carries the same link when its mail is tried again', async () => {
    const office = await staffedOffice();
    const { portal, ente, actor, run } = office;
    const id = must(await portal.inviteOperator(ente.id, actor, { ...NEW, services: [] }));
    const latest = async () => (await run(({ invitations }) => invitations.latestOf(id)))?.mail;
    const [job] = portal.database.takeJobs();
    if (job === undefined) throw new Error('Nothing was queued');
    const refusing = { send: async () => Promise.reject(new MailRefusedError('no such mailbox')) };
    const send = makeSendInvitationMail({ ...portal, mailer: refusing });
    await expect(send(ente.id, job.id)).rejects.toThrow('no such mailbox');
    await portal.failDelivery(ente.id, job.id, 'rifiutato', true);
    expect(await latest()).toMatchObject({ state: 'bloccata', lastError: 'rifiutato' });
    must(await portal.retryInvitation(ente.id, actor, id));
    must(await portal.retryInvitation(ente.id, actor, id));
    const token = await office.tokenFor(NEW);
    expect(await portal.openInvitation(ente.id, token)).not.toBeNull();
    expect(await latest()).toMatchObject({ state: 'consegnata' });
    expect((await office.register()).filter(([action]) => action === 'consegna_ritentata')).toHaveLength(1);
  });

  it('is tried again only while its link is good and its mail has not arrived', async () => {
    const office = await staffedOffice();
    const { portal, ente, actor, run } = office;
    const id = must(await portal.inviteOperator(ente.id, actor, { ...NEW, services: [] }));
    const retry = () => portal.retryInvitation(ente.id, actor, id);
    must(await retry());
    await office.tokenFor(NEW);
    expect(await retry()).toMatchObject({ error: { code: 'not_possible' } });
    must(await portal.sendInvitation(ente.id, actor, id));
    const [job] = portal.database.takeJobs();
    if (job === undefined) throw new Error('Nothing was queued');
    await run(({ deliveries }) => deliveries.fail(job.id, 'rifiutato', true));
    portal.clock.advance(7 * 24 * HOUR_MS);
    expect(await retry()).toMatchObject({ error: { code: 'not_possible' } });
    expect((await office.register()).map(([action]) => action)).not.toContain('consegna_ritentata');
  });

  it('that is sent again twice within a minute, before it has left, is one', async () => {
    const { portal, ente, actor, id, tokenFor, register } = await invited();
    const send = async () => must(await portal.sendInvitation(ente.id, actor, id));
    await send();
    await send();
    expect(portal.database.takeJobs()).toHaveLength(1);
    portal.clock.advance(60_000);
    await send();
    expect(await portal.openInvitation(ente.id, await tokenFor(NEW))).not.toBeNull();
    await send();
    expect((await register()).filter(([action]) => action === 'invito_inviato')).toHaveLength(3);
  });

  it('whose operator was disabled before it left goes to nobody, and says so', async () => {
    const { portal, ente, actor, run, tokenFor } = await staffedOffice();
    const id = must(await portal.inviteOperator(ente.id, actor, { ...NEW, services: [] }));
    must(await portal.switchOperator(ente.id, actor, id, false));
    expect(await tokenFor(NEW)).toBe('');
    expect(await run(({ invitations }) => invitations.latestOf(id))).toMatchObject({ mail: { state: 'annullata' } });
  });
});

describe('“Password dimenticata?”', () => {
  const ask = ({ portal, ente }: Awaited<ReturnType<typeof staffedOffice>>, email: string, address = ADDRESS) =>
    portal.requestPasswordReset(ente.id, email, address);

  it('mails a link that is good for an hour, and ends every session when it is used', async () => {
    const office = await staffedOffice();
    const { portal, ente, operator, account, tokenFor, setPassword, signIn } = office;
    must(await ask(office, ` ${operator.email.toUpperCase()} `));
    const token = await tokenFor(operator);
    must(await signIn(PASSWORD));
    const { epoch } = await account(operator.id);
    must(await setPassword(token, 'un’altra frase lunga'));
    expect((await account(operator.id)).epoch).toBe(epoch + 1);
    expect(await signIn(PASSWORD)).toMatchObject({ error: { code: 'wrong_credentials' } });
    must(await signIn('un’altra frase lunga'));
    must(await ask(office, operator.email));
    const second = await tokenFor(operator);
    portal.clock.advance(HOUR_MS);
    expect(await portal.openInvitation(ente.id, second)).toBeNull();
  });

  it('mails who has no password yet their invitation again, good for seven days as before', async () => {
    const office = await invited();
    const { portal, ente, tokenFor, token } = office;
    must(await ask(office, NEW.email));
    const newer = await tokenFor(NEW);
    expect(newer).not.toBe(token);
    expect(portal.mailer.sent.at(-1)?.subject).toBe('invito');
    portal.clock.advance(7 * 24 * HOUR_MS - 1);
    expect(await portal.openInvitation(ente.id, newer)).toMatchObject({ invitation: { kind: 'invito' } });
  });

  it('answers the same, and writes the same, for an address of nobody and for a disabled account', async () => {
    const office = await staffedOffice();
    const { portal, ente, actor, operator, register } = office;
    must(await portal.switchOperator(ente.id, actor, operator.id, false));
    for (const email of ['nessuno@comune.example', operator.email, '', 'x'.repeat(500)]) {
      expect(await ask(office, email)).toEqual({ ok: true, value: null });
    }
    expect(portal.database.takeJobs()).toHaveLength(4);
    await portal.drain();
    expect(portal.mailer.sent).toEqual([]);
    expect((await register()).slice(1)).toEqual(Array.from({ length: 4 }, () => ['reset_chiesto', 'sconosciuto']));
  });

  it('is asked three times an hour for one address, whoever asks and whether or not it is somebody’s', async () => {
    const office = await staffedOffice();
    for (const email of [office.operator.email, 'nessuno@comune.example']) {
      for (let times = 0; times < 3; times += 1) must(await ask(office, email, `192.0.2.${times}`));
      expect(await ask(office, email.toUpperCase(), '192.0.2.9')).toMatchObject({
        error: { code: 'too_many_requests' },
      });
    }
    office.portal.clock.advance(HOUR_MS);
    must(await ask(office, office.operator.email));
  });

  it('asked for many who are nobody fills nothing, and goes on being mailed to who is somebody', async () => {
    const office = await staffedOffice();
    for (let times = 0; times < 70; times += 1) must(await ask(office, `${times}@comune.example`, `192.0.2.${times}`));
    expect(office.portal.database.takeJobs()).toHaveLength(60);
    must(await ask(office, office.operator.email));
    expect(await office.tokenFor(office.operator)).not.toBe('');
  });

  it('is asked twenty times an hour from one network', async () => {
    const office = await staffedOffice();
    for (let times = 0; times < 20; times += 1) must(await ask(office, `${times}@comune.example`));
    expect(await ask(office, 'ancora@comune.example')).toMatchObject({ error: { code: 'too_many_requests' } });
    must(await ask(office, 'ancora@comune.example', '192.0.2.2'));
    for (let times = 0; times < 20; times += 1) must(await ask(office, `${times}@altri.example`, `2001:db8::${times}`));
    expect(await ask(office, 'altri@comune.example', '2001:db8::ff')).toMatchObject({ ok: false });
  });
});
