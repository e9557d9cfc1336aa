import { expect, it } from '@jest/globals';
import type { Citizen } from '../../person/citizen.ts';
import { codiceFiscaleCheckLetter, codiceFiscaleSchema } from '../../person/codice-fiscale.ts';
import { MAX_PEOPLE, type OperatorList } from '../../ports/read-models.ts';
import { readSearch } from '../../practice/office-search.ts';
import type { Practice } from '../../practice/practice.ts';
import { aCitizen } from '../builders.ts';
import { anOfficeQuery, readToTheEnd } from './pages.ts';
import { asApplicant, type DatabaseUnderTest, NOW, type Stage, type StagedEnte } from './stage.ts';

/** A person with any name; the number makes the codice fiscale their own. */
const aPerson = (stage: Stage<DatabaseUnderTest>, cognome: string, nome: string, number: number): Citizen => {
  const first15 = `BNCNNA85D52H${String(number).padStart(3, '0')}`;
  const codiceFiscale = codiceFiscaleSchema.parse(first15 + codiceFiscaleCheckLetter(first15));
  const identity = { codiceFiscale, cognome, nome, dataNascita: '1985-04-12', luogoNascita: 'Rovereto' };
  return aCitizen(stage.ids.next(), { identity });
};

const sentBy = async ({ run, storedDraft }: StagedEnte, person: Citizen, given: Partial<Practice> = {}) => {
  await run(({ citizens }) => citizens.insert(person));
  const by = { citizenId: person.id, applicant: asApplicant(person) };
  return storedDraft({ state: 'inviata', submittedAt: NOW, ...by, ...given });
};

/** What is found in a list by what is typed, as a set of ids. */
const searching =
  ({ run, operator }: StagedEnte) =>
  async (typed: string, list: OperatorList = 'tutte'): Promise<ReadonlySet<string>> => {
    const query = { ...anOfficeQuery(list), search: readSearch(typed) };
    return new Set(await readToTheEnd((page) => run(({ reads }) => reads.operatorPage(operator.id, query, page)), 2));
  };

/** What the read models promise to who searches in the office. */
export const officeSearches = (stage: Stage<DatabaseUnderTest>): void => {
  it('find a practice by its code and by the protocol numbers of request and answer', async () => {
    const ente = await stage.addEnte();
    const found = searching(ente);
    const of = (number: string, year: number) => ({ number, year, registeredAt: NOW });
    const sent = { state: 'accettata', submittedAt: NOW } as const;
    const one = await ente.storedDraft({
      ...sent,
      requestProtocol: of('0000012', 2026),
      answerProtocol: of('0000013', 2026),
    });
    const two = await ente.storedDraft({ ...sent, requestProtocol: of('0000012', 2025) });
    const draft = await ente.storedDraft();
    expect(await found(one.code.toLowerCase())).toEqual(new Set([one.id]));
    expect(await found(one.code, 'da_assegnare')).toEqual(new Set());
    expect(await found(draft.code)).toEqual(new Set());
    expect(await found('12')).toEqual(new Set([one.id, two.id]));
    expect(await found('12/2026')).toEqual(new Set([one.id]));
    expect(await found('0000013/2026')).toEqual(new Set([one.id]));
    expect(await found('13/2025')).toEqual(new Set());
  });

  it('find practices by the codice fiscale of the applicant or of a beneficiary', async () => {
    const ente = await stage.addEnte();
    const found = searching(ente);
    const anna = aPerson(stage, 'Bianchi', 'Anna', 1);
    const own = await sentBy(ente, anna);
    const code = anna.identity.codiceFiscale;
    const forHer = await ente.storedDraft({ state: 'inviata', submittedAt: NOW, beneficiaries: [code, code] });
    await ente.storedDraft({ state: 'inviata', submittedAt: NOW });
    expect(await found(`anna ${code.toLowerCase()}`)).toEqual(new Set([own.id, forHer.id]));
  });

  it('find practices by the words of a name: in any order, only begun, without accents and in either case', async () => {
    const ente = await stage.addEnte();
    const found = searching(ente);
    const nicolo = await sentBy(ente, aPerson(stage, "D'Àngelo", 'Nicolò Maria', 1));
    const nicola = await sentBy(ente, aPerson(stage, 'Angeli', 'Nicola', 2));
    const castagna = await sentBy(ente, aPerson(stage, 'Castagna', 'Ugo', 3));
    expect(await found('nicolo d’angelo')).toEqual(new Set([nicolo.id]));
    expect(await found('ANGEL NICOL')).toEqual(new Set([nicolo.id, nicola.id]));
    expect(await found('mar')).toEqual(new Set([nicolo.id]));
    expect(await found('nicola maria')).toEqual(new Set());
    expect(await found('castagna')).toEqual(new Set([castagna.id]));
    for (const nobody of ['%', '_', '’', "' or true --", '\\', 'angelo_']) {
      expect((await found(nobody)).size).toBe(nobody === 'angelo_' ? 1 : 0);
    }
  });

  it('find who has another name by the one they have now', async () => {
    const ente = await stage.addEnte();
    const found = searching(ente);
    const anna = aPerson(stage, 'Bianchi', 'Anna', 1);
    const own = await sentBy(ente, anna);
    await ente.run(({ citizens }) => citizens.saveIdentity(anna.id, { ...anna.identity, cognome: 'Verdi' }));
    expect(await found('verdi')).toEqual(new Set([own.id]));
    expect(await found('bianchi')).toEqual(new Set());
  });

  it('look at so many people of one name, and say when there are more', async () => {
    const ente = await stage.addEnte();
    const query = { ...anOfficeQuery('tutte'), search: readSearch('fo') };
    const page = () =>
      ente.run(({ reads }) => reads.operatorPage(ente.operator.id, query, { after: null, limit: 100 }));
    for (let number = 0; number < MAX_PEOPLE; number += 1) await sentBy(ente, aPerson(stage, 'Fo', 'Dario', number));
    expect(await page()).toMatchObject({ rows: { length: MAX_PEOPLE }, morePeople: false });
    await sentBy(ente, aPerson(stage, 'Fo', 'Jacopo', MAX_PEOPLE));
    expect(await page()).toMatchObject({ rows: { length: MAX_PEOPLE }, morePeople: true });
  });
};
