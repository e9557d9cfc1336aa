import { describe, expect, it } from '@jest/globals';
import type { CounterCitizenInput } from '../person/counter-citizen.ts';
import { openingIdSchema } from '../shared/ids.ts';
import { anActor, anOperator, must, signedIn, suspendService } from '../testing/index.ts';
import { asText } from '../testing/memory/text.ts';
import { storedBytes } from '../testing/stored-bytes.ts';
import { aStepInput } from '../testing/typed-input.ts';
import { begin } from './testing/begun-practice.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const ANNA = 'bnc nna 85d52 h612q';
const anna = {
  identity: { cognome: 'Bianchi', nome: 'Anna', sesso: 'F', dataNascita: '1985-04-12', luogoNascita: 'Rovereto' },
  contacts: {
    email: 'anna@cittadini.example',
    telefono: '',
    residenza: { via: 'Via Dante', civico: '3', cap: '38068', comune: 'Rovereto', provincia: 'TN' },
  },
} as const;
const NOTHING: CounterCitizenInput = { identity: null, contacts: null };
const [PAGE, ANOTHER_PAGE] = ['5f0c6b0e-6a39-7b6f-8f3a-2c1d9e4b7a10', '5f0c6b0e-6a39-7b6f-8f3a-2c1d9e4b7a11'];
/** For the one service that there is. */
const forCode = (codiceFiscale: string, page = PAGE) => ({
  serviceSlug: 'certificato',
  codiceFiscale,
  opening: openingIdSchema.parse(page),
});

/** An ente where an operator has opened a practice for Anna, whom it did not know. */
const opened = async () => {
  const begun = await begin();
  const { portal, ente, operator, service } = begun;
  const id = must(await portal.openForCitizen(ente.id, anActor(operator), forCode(ANNA), anna));
  const draft = async () => must(await portal.viewDraft(ente.id, anActor(operator), id));
  const citizen = async () => {
    const { practice } = await draft();
    const found = await begun.run(({ citizens }) => citizens.byId(practice.citizenId));
    if (found === null) throw new Error('Nobody was created');
    return found;
  };
  const fill = async () => {
    for (const { id: step } of service.definition.steps) {
      const input = aStepInput({ typed: { uso: 'Banca' }, privateNote: 'dello sportello' });
      must(await portal.saveStep(ente.id, anActor(operator), id, step, input));
    }
  };
  const submit = (declared: boolean) => portal.submitPractice(ente.id, anActor(operator), id, undefined, declared);
  return { ...begun, id, draft, annaAtEnte: citizen, fillIn: fill, send: submit };
};
const nowhere = { via: '', civico: '', cap: '', comune: '', provincia: '' };
const notFound = { ok: false, error: { code: 'not_found' } };

describe('a practice that an operator opens on behalf of a citizen', () => {
  it('is begun for somebody who has never signed in, and is theirs once it is sent', async () => {
    const { portal, ente, operator, id, annaAtEnte, fillIn, send } = await opened();
    const citizen = await annaAtEnte();
    expect(citizen).toMatchObject({ identityVerified: false, profileCompletedAt: null });
    await fillIn();
    expect(await send(false)).toEqual({ ok: false, error: { code: 'not_declared' } });
    must(await send(true));
    expect(await send(true)).toEqual({ ok: false, error: { code: 'already_sent' } });
    await portal.drain();
    const { practice, timeline, privateNote } = must(await portal.viewPractice(ente.id, citizen, id));
    expect(practice).toMatchObject({ openedBy: operator.id, paperSignedAt: portal.clock.now(), state: 'inviata' });
    expect(practice.applicant?.contacts.email).toBe('anna@cittadini.example');
    expect(timeline.map(({ event }) => event)).toEqual(['aperta_allo_sportello', 'inviata', 'protocollata']);
    expect(privateNote).toBe('');
    expect(asText(await storedBytes(portal.storage, ente.id, practice.documents.modulo))).toContain(
      `"paperSignedAt":${JSON.stringify(practice.paperSignedAt)}`,
    );
    expect(portal.mailer.sent.map(({ to }) => to)).toContain('anna@cittadini.example');
    expect(must(await portal.viewReceipt(ente.id, citizen.id, id)).practice.code).toBe(practice.code);
    must(await portal.savePrivateNote(ente.id, citizen.id, id, 'mia'));
    must(await portal.ratePractice(ente.id, citizen.id, id, { stars: '5', aspect: '', text: '' }));
    expect(must(await portal.viewOfficePractice(ente.id, operator, id)).openedBy).toBe(operator.name);
  });

  it('is a draft of that operator alone, as long as they are enabled for the service', async () => {
    const { portal, ente, operator, service, id, annaAtEnte } = await opened();
    const citizen = await annaAtEnte();
    const colleague = anOperator(portal.ids.next(), { email: 'altra@comune.example', services: [service.id] });
    const others = [colleague, { ...operator, services: [] }, { ...operator, enabled: false }].map(anActor);
    for (const writer of [signedIn(citizen.id), ...others]) {
      expect(await portal.viewDraft(ente.id, writer, id)).toEqual(notFound);
      expect(await portal.deleteDraft(ente.id, writer, id)).toEqual(notFound);
      expect(await portal.submitPractice(ente.id, writer, id, undefined, true)).toEqual(notFound);
      const input = aStepInput({ privateNote: 'x' });
      expect(await portal.saveStep(ente.id, writer, id, 'istruzioni', input)).toEqual(notFound);
    }
    expect(await portal.viewPractice(ente.id, citizen, id)).toEqual(notFound);
    expect(await portal.savePrivateNote(ente.id, citizen.id, id, 'x')).toEqual(notFound);
    expect(await portal.viewReceipt(ente.id, citizen.id, id)).toEqual(notFound);
  });

  it('is not one of a citizen who has begun their own, nor the other way round', async () => {
    const { portal, ente, operator, service, citizen, id } = await begin();
    expect(await portal.viewDraft(ente.id, anActor(operator), id)).toEqual(notFound);
    const open = () =>
      portal.openForCitizen(ente.id, anActor(operator), forCode(citizen.identity.codiceFiscale), {
        ...anna,
        identity: null,
      });
    const theirs = must(await open());
    expect(theirs).not.toBe(id);
    expect(must(await open())).toBe(theirs);
    const again = await portal.startPractice(ente.id, signedIn(citizen.id), service.definition.slug);
    expect(again).toEqual({ ok: false, error: { code: 'draft_exists', practiceId: id } });
  });

  it('is one for a page that is sent twice, and another for another page, where many drafts are allowed', async () => {
    const { portal, ente, operator, service } = await begin();
    const definition = { ...service.definition, revision: 2, drafts: 'many' } as const;
    await portal.setup.publishService(ente.id, { ...service, definition });
    const open = async (page?: string) =>
      must(await portal.openForCitizen(ente.id, anActor(operator), forCode(ANNA, page), anna));
    const [first, again] = await Promise.all([open(), open()]);
    expect(again).toBe(first);
    expect(await open()).toBe(first);
    expect(await open(ANOTHER_PAGE)).not.toBe(first);
  });

  it('takes the contacts that are missing of who has signed in, and asks nothing of who has chosen them', async () => {
    const { portal, ente, operator, citizen, run, saveProfile } = await begin();
    const request = forCode(citizen.identity.codiceFiscale);
    const open = (input: Partial<CounterCitizenInput>) =>
      portal.openForCitizen(ente.id, anActor(operator), request, { ...NOTHING, ...input });
    const known = () => run(({ citizens }) => citizens.byId(citizen.id));
    const homeless = await open({});
    expect(homeless).toMatchObject({ error: { code: 'invalid_citizen' } });
    // What was not shown and is left empty is not taken away.
    must(await open({ contacts: { ...anna.contacts, email: '' } }));
    const { contacts } = citizen;
    const { residenza } = anna.contacts;
    expect(await known()).toMatchObject({ identity: citizen.identity, contacts, residenza });
    await saveProfile();
    must(await open({}));
  });

  it('is not opened with what an operator typed of who has signed in or completed the profile meanwhile', async () => {
    const { portal, ente, operator, citizen, run, saveProfile } = await begin();
    const request = forCode(citizen.identity.codiceFiscale);
    const meanwhile = { ok: false, error: { code: 'known_meanwhile' } };
    expect(await portal.openForCitizen(ente.id, anActor(operator), request, anna)).toEqual(meanwhile);
    await saveProfile();
    const chosen = await run(({ citizens }) => citizens.byId(citizen.id));
    expect(await portal.openForCitizen(ente.id, anActor(operator), request, { ...anna, identity: null })).toEqual(
      meanwhile,
    );
    expect(await run(({ citizens }) => citizens.byId(citizen.id))).toEqual(chosen);
  });

  it('shows the operator the data of the citizen, to be corrected until they sign in', async () => {
    const { portal, ente, operator, citizen, id, annaAtEnte } = await opened();
    const correct = (input: Partial<CounterCitizenInput>) =>
      portal.correctCitizen(ente.id, anActor(operator), id, { ...NOTHING, ...input });
    const born = { ...anna.identity, luogoNascita: 'Trento' };
    must(await correct({ identity: born, contacts: { ...anna.contacts, email: '', telefono: '0464 123456' } }));
    const corrected = await annaAtEnte();
    expect(corrected.identity.luogoNascita).toBe('Trento');
    expect(corrected.contacts).toEqual({ email: null, telefono: '0464 123456' });
    expect(must(await portal.viewCounterCitizen(ente.id, anActor(operator), id))).toEqual(corrected);
    // Also where one looks them up again.
    must(
      await portal.openForCitizen(ente.id, anActor(operator), forCode(ANNA), { ...NOTHING, identity: anna.identity }),
    );
    expect((await annaAtEnte()).identity.luogoNascita).toBe('Rovereto');
    const unlike = await correct({ identity: { ...anna.identity, sesso: 'M' } });
    expect(unlike).toMatchObject({ error: { code: 'invalid_citizen', errors: [{ field: 'sesso' }] } });
    await portal.signInCitizen(ente.id, { identity: corrected.identity, email: null, telefono: null });
    expect(await correct({ identity: anna.identity })).toEqual({ ok: false, error: { code: 'known_meanwhile' } });
    must(await correct({ contacts: anna.contacts }));
    await portal.saveProfile(ente.id, signedIn(corrected.id), {
      ...anna.contacts,
      domicilioDiverso: false,
      domicilio: nowhere,
    });
    expect(await correct({ contacts: anna.contacts })).toEqual({ ok: false, error: { code: 'known_meanwhile' } });
    for (const other of [{ ...operator, services: [] }, anOperator(portal.ids.next())]) {
      expect(await portal.correctCitizen(ente.id, anActor(other), id, anna)).toEqual(notFound);
      expect(await portal.viewCounterCitizen(ente.id, anActor(other), id)).toEqual(notFound);
    }
    expect(await portal.viewDraft(ente.id, signedIn(citizen.id), id)).toEqual(notFound);
  });

  it('becomes verified at the first sign-in, which keeps the contacts', async () => {
    const { portal, ente, annaAtEnte } = await opened();
    const { identity, contacts, id } = await annaAtEnte();
    const verified = {
      identity: { ...identity, nome: 'Anna Maria' },
      email: 'altra@cittadini.example',
      telefono: null,
    };
    expect(await portal.signInCitizen(ente.id, verified)).toMatchObject({
      id,
      contacts,
      identity: verified.identity,
      identityVerified: true,
    });
  });

  it('leaves a trace of every look-up: who, whom and when, and of nobody that nobody was there', async () => {
    const { portal, ente, operator, citizen, run, saveProfile } = await begin();
    await saveProfile();
    const request = forCode(citizen.identity.codiceFiscale);
    must(await portal.findForCounter(ente.id, operator, request));
    portal.clock.advance(DAY_MS);
    must(await portal.openForCitizen(ente.id, anActor(operator), request, NOTHING));
    // Also when it comes to nothing.
    await portal.openForCitizen(ente.id, anActor(operator), request, anna);
    must(await portal.findForCounter(ente.id, operator, forCode(ANNA)));
    const made = await run(({ lookups }) => lookups.of(citizen.id));
    const of = { operatorId: operator.id, citizenId: citizen.id };
    const later = portal.clock.now();
    const first = new Date(later.getTime() - DAY_MS);
    expect(made).toEqual([first, later, later].map((at) => ({ ...of, at })));
    const { lookedUpAt } = await portal.exportPersonalData(ente.id, citizen.id);
    expect(lookedUpAt).toEqual([first, later, later]);
  });

  it.each([
    ['cognome', { cognome: 'Rossi' }],
    ['nome', { nome: 'Ugo' }],
    ['sesso', { sesso: 'M' }],
    ['data_nascita', { dataNascita: '1985-04-13' }],
  ])('is not begun when the codice fiscale is of another %s', async (field, typed) => {
    const { portal, ente, operator } = await begin();
    const input = { ...anna, identity: { ...anna.identity, ...typed } };
    const refused = await portal.openForCitizen(ente.id, anActor(operator), forCode(ANNA), input);
    expect(refused).toMatchObject({ error: { code: 'invalid_citizen' } });
    const errors = !refused.ok && refused.error.code === 'invalid_citizen' ? refused.error.errors : [];
    expect(errors).toContainEqual({ field, code: 'unlike_codice_fiscale' });
  });

  it('is of a service that is open and that the operator is enabled for', async () => {
    const { portal, ente, operator, service } = await begin();
    const request = forCode(ANNA);
    const elsewhere = { ...operator, services: [] };
    const missing = { ok: false, error: { code: 'service_not_found' } };
    expect(await portal.openForCitizen(ente.id, anActor(elsewhere), request, anna)).toEqual(missing);
    expect(await portal.openForCitizen(ente.id, anActor(operator), { ...request, serviceSlug: 'altro' }, anna)).toEqual(
      missing,
    );
    await portal.unitOfWork.run(ente.id, (stores) => suspendService(stores, service));
    const refused = await portal.openForCitizen(ente.id, anActor(operator), request, anna);
    expect(refused).toEqual({ ok: false, error: { code: 'service_suspended' } });
  });

  it('is offered for the services that take practices now', async () => {
    const { portal, ente, operator, service } = await begin();
    const openNow = async () =>
      (await portal.listCounterDrafts(ente.id, operator)).services.map(({ definition }) => definition.slug);
    const offered = async (given: Pick<Partial<typeof service>, 'opensOn' | 'closesOn'>, revision: number) => {
      const definition = { ...service.definition, revision };
      await portal.setup.publishService(ente.id, { ...service, definition, ...given });
      return openNow();
    };
    expect(await offered({}, 2)).toEqual(['certificato']);
    expect(await offered({ closesOn: '2026-03-01' }, 3)).toEqual([]);
    expect(await offered({ opensOn: '2026-03-03' }, 4)).toEqual([]);
    expect(await offered({ opensOn: '2026-03-02' }, 5)).toEqual(['certificato']);
    await portal.unitOfWork.run(ente.id, (stores) => suspendService(stores, service));
    expect(await openNow()).toEqual([]);
  });

  it('is deleted at the end of its time, of which the operator is warned and the citizen, who does not know of it, is not', async () => {
    const { portal, ente, operator, id } = await opened();
    const later = async (days: number) => {
      portal.clock.advance(days * DAY_MS);
      await portal.expireDrafts(ente.id);
      await portal.drain();
      expect(portal.mailer.sent.map(({ to }) => to)).not.toContain(anna.contacts.email);
      return portal.mailer.sent.filter(({ to }) => to === operator.email);
    };
    const drafts = async () => (await portal.listCounterDrafts(ente.id, operator)).drafts;
    const [first] = await later(portal.draftDays - 14);
    expect(first).toMatchObject({
      subject: expect.stringContaining('bozza_sportello_due_settimane'),
      text: `https://stanza.example/${ente.slug}/operatori/per-conto/${id}/compila`,
    });
    const [, last, ...others] = await later(12);
    expect([last?.subject, others]).toEqual([expect.stringContaining('bozza_sportello_due_giorni'), []]);
    expect((await drafts()).map((draft) => [draft.id, draft.warning?.template])).toEqual([[id, 'bozza_due_giorni']]);
    expect(await later(2)).toHaveLength(2);
    expect(await drafts()).toEqual([]);
  });

  it('sends no warning that is no longer true, nor to who may not go on with the draft', async () => {
    const { portal, ente, operator, id, run } = await opened();
    portal.clock.advance((portal.draftDays - 14) * DAY_MS);
    await portal.expireDrafts(ente.id);
    const input = aStepInput();
    must(await portal.saveStep(ente.id, anActor(operator), id, 'istruzioni', input));
    await portal.drain();
    await run(({ accounts }) => accounts.update(operator.id, { ...operator, enabled: false }, 0));
    portal.clock.advance(portal.draftDays * DAY_MS);
    await portal.expireDrafts(ente.id);
    await portal.drain();
    expect(portal.mailer.sent.filter(({ to }) => to === operator.email)).toEqual([]);
  });

  it('takes with its end who was known at the counter alone, who is known anew at the next visit', async () => {
    const { portal, ente, operator, citizen: signedIn, run, id, annaAtEnte } = await opened();
    const { id: annaId } = await annaAtEnte();
    const isThere = async () => (await run(({ citizens }) => citizens.byId(annaId))) !== null;
    await portal.expireDrafts(ente.id);
    expect(await isThere()).toBe(true);
    must(await portal.deleteDraft(ente.id, anActor(operator), id));
    await portal.expireDrafts(ente.id);
    expect(await isThere()).toBe(false);
    expect(await run(({ citizens }) => citizens.byId(signedIn.id))).not.toBeNull();
    const again = must(await portal.openForCitizen(ente.id, anActor(operator), forCode(ANNA), anna));
    expect(must(await portal.viewDraft(ente.id, anActor(operator), again)).practice.citizenId).not.toBe(annaId);
  });

  it('leaves who has signed in since, or for whom something was sent', async () => {
    const { portal, ente, operator, run, annaAtEnte, fillIn, send } = await opened();
    const { id: annaId, identity, contacts } = await annaAtEnte();
    await fillIn();
    must(await send(true));
    const draft = must(await portal.openForCitizen(ente.id, anActor(operator), forCode(ANNA), anna));
    must(await portal.deleteDraft(ente.id, anActor(operator), draft));
    await portal.expireDrafts(ente.id);
    expect(await run(({ citizens }) => citizens.byId(annaId))).not.toBeNull();
    const elsewhere = await opened();
    const { id: alsoAnna } = await elsewhere.annaAtEnte();
    await elsewhere.portal.signInCitizen(elsewhere.ente.id, { identity, ...contacts });
    must(await elsewhere.portal.deleteDraft(elsewhere.ente.id, anActor(elsewhere.operator), elsewhere.id));
    await elsewhere.portal.expireDrafts(elsewhere.ente.id);
    expect(await elsewhere.run(({ citizens }) => citizens.byId(alsoAnna))).not.toBeNull();
  });
});
