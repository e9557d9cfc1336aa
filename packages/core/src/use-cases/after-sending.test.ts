import { describe, expect, it } from '@jest/globals';
import { citizenIdSchema } from '../shared/ids.ts';
import {
  aCitizen,
  aDecision,
  anAttachment,
  anOperator,
  aProfile,
  aService,
  asBytes,
  asText,
  aTenant,
  makeMemoryPortal,
  must,
  signedIn,
} from '../testing/index.ts';
import { storedBytes } from '../testing/stored-bytes.ts';
import { aStepInput } from '../testing/typed-input.ts';

const HOUR_MS = 60 * 60 * 1000;

/** An ente in memory where a citizen has sent a practice; the worker has done nothing yet. */
const send = async () => {
  const portal = makeMemoryPortal();
  const ente = aTenant(portal.ids.next());
  const service = aService(portal.ids.next());
  const operator = anOperator(portal.ids.next(), { services: [service.id] });
  await portal.setup.addTenant(ente);
  await portal.setup.publishService(ente.id, service);
  await portal.setup.addOperator(ente.id, operator, 'hash');
  const { identity, contacts } = aCitizen(portal.ids.next());
  const citizen = await portal.signInCitizen(ente.id, { identity, ...contacts });
  const now = portal.clock.now();
  await portal.unitOfWork.run(ente.id, ({ citizens }) => citizens.saveProfile(citizen.id, aProfile(), now));
  const id = must(await portal.startPractice(ente.id, signedIn(citizen.id), service.definition.slug));
  for (const step of service.definition.steps) {
    const input = aStepInput({ typed: { uso: 'Banca' }, privateNote: 'Mia' });
    must(await portal.saveStep(ente.id, signedIn(citizen.id), id, step.id, input));
  }
  must(await portal.submitPractice(ente.id, signedIn(citizen.id), id));
  const receipt = async () => must(await portal.viewReceipt(ente.id, citizen.id, id));
  return { portal, ente, service, operator, citizen, id, receipt };
};

const nobody = citizenIdSchema.parse('01890a5d-ac96-7000-8000-ffffffffffff');

describe('the receipt', () => {
  it('is there before anything else is done, and then has number and document', async () => {
    const { portal, ente, receipt } = await send();
    expect(await receipt()).toMatchObject({
      deadline: '01/04/2026',
      practice: { requestProtocol: null, documents: {} },
    });
    await portal.drain();
    const { practice } = await receipt();
    expect(practice.requestProtocol?.number).toBe('0000001');
    const text = asText(await storedBytes(portal.storage, ente.id, practice.documents.ricevuta));
    expect(text).toContain('"number":"0000001/2026"');
    expect(text).toContain('Responsabile dei servizi demografici');
  });

  it('is nobody else’s, and not of a draft', async () => {
    const { portal, ente, service, citizen, id } = await send();
    expect(await portal.viewReceipt(ente.id, nobody, id)).toEqual({ ok: false, error: { code: 'not_found' } });
    const draft = must(await portal.startPractice(ente.id, signedIn(citizen.id), service.definition.slug));
    expect(await portal.viewReceipt(ente.id, citizen.id, draft)).toEqual({ ok: false, error: { code: 'not_sent' } });
  });
});

describe('the rating of a practice', () => {
  it('is of the one who sent it, until its time is over', async () => {
    const { portal, ente, service, citizen, id, receipt } = await send();
    const rate = (stars: string, of = citizen.id, practice = id) =>
      portal.ratePractice(ente.id, of, practice, { stars, aspect: null, text: null });
    must(await rate('5'));
    expect((await receipt()).feedback).toMatchObject({ stars: 5, serviceId: service.id, practiceId: id });
    expect(await rate('1', nobody)).toMatchObject({ error: { code: 'not_found' } });
    const draft = must(await portal.startPractice(ente.id, signedIn(citizen.id), service.definition.slug));
    expect(await rate('1', citizen.id, draft)).toMatchObject({ error: { code: 'not_found' } });
    const { ratingEnds } = await receipt();
    portal.clock.set(ratingEnds ?? new Date(0));
    expect(await rate('1')).toMatchObject({ error: { code: 'rating_closed' } });
    expect(await receipt()).toMatchObject({ ratingEnds: null, feedback: { stars: 5 } });
  });

  it('of a sheet has neither practice nor person', async () => {
    const { portal, ente } = await send();
    must(await portal.rateService(ente.id, 'certificato', { stars: '3', aspect: null, text: 'Chiara' }));
    const given = [...portal.database.of(ente.id).feedback.values()];
    expect(given).toMatchObject([{ stars: 3, practiceId: null, text: 'Chiara' }]);
    const gone = await portal.rateService(ente.id, 'altro', { stars: '3', aspect: null, text: null });
    expect(gone).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('a copy of one’s data', () => {
  it('does not have what the office has decided and not said yet, nor who works on it', async () => {
    const { portal, ente, operator, citizen, id } = await send();
    await portal.drain();
    const version = async () => must(await portal.viewPractice(ente.id, citizen, id)).practice.version;
    const act = async () => ({
      tenantId: ente.id,
      operator,
      address: '192.0.2.1',
      practiceId: id,
      version: await version(),
    });
    must(await portal.takeCharge(await act()));
    must(await portal.decidePractice(await act(), aDecision({ outcome: 'rifiutata', reason: 'Segreto' })));
    await portal.drain();
    const { practices } = await portal.exportPersonalData(ente.id, citizen.id);
    expect(JSON.stringify(practices)).not.toMatch(/Segreto|nuova_pratica/u);
    expect(practices[0]).toMatchObject({ practice: { assignedTo: null, decision: null }, privateNote: 'Mia' });
    expect(practices[0]?.documents.map(({ kind }) => kind)).toEqual(['modulo', 'ricevuta']);
    expect(practices[0]?.timeline.map(({ event }) => event)).not.toContain('risposta_predisposta');
  });
});

describe('the erasure', () => {
  it('asks for the profile again before something new is sent', async () => {
    const { portal, ente, service, citizen } = await send();
    await portal.erasePersonalData(ente.id, citizen.id);
    const draft = must(await portal.startPractice(ente.id, signedIn(citizen.id), service.definition.slug));
    const sent = await portal.submitPractice(ente.id, signedIn(citizen.id), draft);
    expect(sent).toMatchObject({ error: { code: 'profile_incomplete' } });
  });

  it('removes the bytes later, but none that was stored again or that something points to', async () => {
    const { portal, ente, citizen } = await send();
    const put = async (text: string) => {
      const source = async function* () {
        yield asBytes(text);
      };
      const stored = await portal.storage.put(ente.id, source(), 100);
      if (stored === 'too-large') throw new Error('It is small');
      const attachment = anAttachment(portal.ids.next(), { citizenId: citizen.id }, stored);
      return {
        sha256: stored.sha256,
        keep: () => portal.unitOfWork.run(ente.id, (s) => s.attachments.insert(attachment)),
      };
    };
    const files = [await put('via'), await put('di nuovo')] as const;
    for (const { keep } of files) await keep();
    await portal.erasePersonalData(ente.id, citizen.id);
    const isThere = async (sha256: string) => (await portal.storage.open(ente.id, sha256)) !== null;
    await portal.removeDiscarded(ente.id);
    expect(await Promise.all(files.map(({ sha256 }) => isThere(sha256)))).toEqual([true, true]);
    portal.clock.set(new Date(portal.clock.now().getTime() + 13 * HOUR_MS));
    const again = await put('di nuovo');
    await portal.removeDiscarded(ente.id);
    expect(await Promise.all(files.map(({ sha256 }) => isThere(sha256)))).toEqual([false, true]);
    await again.keep();
    portal.clock.set(new Date(portal.clock.now().getTime() + 13 * HOUR_MS));
    await portal.removeDiscarded(ente.id);
    expect(await isThere(again.sha256)).toBe(true);
  });
});
