import { describe, expect, it } from '@jest/globals';
import type { Citizen } from '../person/citizen.ts';
import { codiceFiscaleSchema } from '../person/codice-fiscale.ts';
import { compileService } from '../service/journey.ts';
import { aDefinitionAsking, anOperator, anotherCitizen, aValidation, must } from '../testing/index.ts';
import { storedBytes } from '../testing/stored-bytes.ts';
import { integratedBeneficiaries } from './citizen/integrated-beneficiaries.ts';
import { inCharge } from './testing/integration-in-charge.ts';

describe('what follows a request of integration', () => {
  it('suspends the term once: the letter of a second one does not say it again, also when the first was cancelled', async () => {
    const { portal, ente, operator, id, act, request } = await inCharge();
    must(await request());
    must(await portal.cancelIntegration(await act()));
    must(await request());
    await portal.drain();
    const { integrations, term } = must(await portal.viewOfficePractice(ente.id, operator, id));
    const letters = await Promise.all(
      integrations.map(async ({ integration }) => {
        const letter = await storedBytes(portal.storage, ente.id, integration.papers.richiesta?.document);
        return new TextDecoder().decode(letter);
      }),
    );
    expect(letters.map((letter) => /"suspends":(\w+)/u.exec(letter)?.[1])).toEqual(['true', 'false']);
    expect(term?.suspended).toBe(false);
  });

  it('is told to all who are enabled for the service when who had it in charge is there no more', async () => {
    const { portal, ente, service, operator, run, request, save, answer } = await inCharge();
    const colleague = anOperator(portal.ids.next(), { email: 'ugo@comune.example', services: [service.id] });
    await portal.setup.addOperator(ente.id, colleague, 'hash');
    must(await request());
    must(await save({}, ['uno']));
    // Whoever is in charge leaves before the citizen answers.
    await run(({ accounts }) => accounts.update(operator.id, { ...operator, enabled: false }, 0));
    must(await answer());
    await portal.drain();
    const told = portal.mailer.sent.filter(({ subject }) => subject.startsWith('integrazione_ricevuta_operatore'));
    expect(told.map(({ to }) => to)).toEqual(['ugo@comune.example']);
  });

  it('lets in whom a corrected codice fiscale names, and out whom it named before', async () => {
    const { portal, ente, id, request, save, answer, detail } = await inCharge();
    const signedIn = async ({ identity, contacts }: Citizen) =>
      portal.signInCitizen(ente.id, { identity, ...contacts });
    const anna = await signedIn(anotherCitizen(portal.ids.next()));
    const identity = { ...anna.identity, codiceFiscale: codiceFiscaleSchema.parse('FRRLCU01R17A944G') };
    const luca = await signedIn(anotherCitizen(portal.ids.next(), { identity }));
    const readers = async () => {
      const seen = await Promise.all([anna, luca].map((citizen) => portal.viewPractice(ente.id, citizen, id)));
      return seen.map(({ ok }) => ok);
    };
    const integrate = async (fields: readonly string[], typed: Readonly<Record<string, string>>) => {
      must(await request({ fields, documents: '' }));
      must(await save(typed));
      must(await answer());
    };
    expect(await readers()).toEqual([false, false]);
    await integrate(['per_conto_di'], { per_conto_di: anna.identity.codiceFiscale });
    expect(await readers()).toEqual([true, false]);
    await integrate(['per_conto_di'], { per_conto_di: luca.identity.codiceFiscale });
    expect(await readers()).toEqual([false, true]);
    await integrate([], { 'integra-testo': 'Altro' });
    expect(await readers()).toEqual([false, true]);
    // What was sent stays as it was sent.
    expect((await detail()).practice.answers.per_conto_di).toBeUndefined();
  });

  it('lets in nobody by an answer that was never sent', () => {
    const branch = {
      kind: 'radio',
      id: 'delega',
      label: 'Delega',
      options: ['si', 'no'].map((v) => ({ value: v, label: v })),
    };
    const delegate = {
      kind: 'codice_fiscale',
      id: 'chi',
      label: 'Chi',
      beneficiary: true,
      when: { field: 'delega', equals: 'si' },
    };
    const service = compileService(aDefinitionAsking([branch, delegate]), aValidation());
    const practice = { answers: { delega: 'no', chi: 'BNCNNA85D52H612Q' }, applicant: null };
    expect(integratedBeneficiaries(service, practice, [{ delega: 'si' }])).toEqual([]);
    const sent = { ...practice, answers: { ...practice.answers, delega: 'si' } };
    expect(integratedBeneficiaries(service, sent, [])).toEqual(['BNCNNA85D52H612Q']);
    expect(integratedBeneficiaries(service, sent, [{ delega: 'no' }])).toEqual([]);
  });

  it('is in the copy of one on whose behalf the practice is, without what is the sender’s', async () => {
    const { portal, ente, request, save, answer } = await inCharge();
    const { identity, contacts } = anotherCitizen(portal.ids.next());
    const anna = await portal.signInCitizen(ente.id, { identity, ...contacts });
    must(await request({ fields: ['per_conto_di'] }));
    must(await save({ per_conto_di: identity.codiceFiscale }, ['uno']));
    must(await answer());
    must(await request({ fields: [], documents: '' }));
    must(await save({ 'integra-testo': 'Non ancora inviato' }));
    await portal.drain();
    const { onBehalf } = await portal.exportPersonalData(ente.id, anna.id);
    expect(onBehalf[0]?.integrations).toMatchObject([
      { asked: ['Per conto di', 'Contratto'], integration: { papers: {} }, files: [] },
      { integration: { answers: {} }, rows: [] },
    ]);
    expect(onBehalf[0]?.integrations[0]?.rows[0]).toEqual({ label: 'Per conto di', value: identity.codiceFiscale });
    expect(JSON.stringify(onBehalf)).not.toMatch(/Non ancora inviato|contratto\.pdf/u);
  });

  it('is in the copy of one’s data', async () => {
    const { portal, ente, citizen, request } = await inCharge();
    must(await request());
    const { practices } = await portal.exportPersonalData(ente.id, citizen.id);
    expect(practices[0]?.integrations).toMatchObject([{ asked: ['Uso del certificato', 'Contratto'] }]);
  });
});
