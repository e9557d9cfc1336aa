import { describe, expect, it } from '@jest/globals';
import { type CitizenTab, NOTE_BEGINNING } from '../../ports/read-models.ts';
import type { CitizenId } from '../../shared/ids.ts';
import { anIntegration, anotherCitizen, aServiceDefinition } from '../builders.ts';
import { citizenAttachments } from './citizen-attachments.ts';
import { officeLists } from './office-lists.ts';
import { onBehalfLists } from './on-behalf.ts';
import { anOfficeQuery, readToTheEnd } from './pages.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

const RUBBISH = ['', 'x', '1_x', '99999999999999999_x', '-1', 'null', '\u0000', "1'; drop table practice; --"];

/** The promise of `ReadModels`. @param open an empty database */
export const readModelsContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as read models`, () => {
    const stage = useStage(open);

    it("count a citizen's practices for each tab", async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      const nothing = { bozza: 0, inviata: 0, in_elaborazione: 0, accettata: 0, rifiutata: 0, da_integrare: 0 };
      const counts = () => run(({ reads }) => reads.citizenCounts(citizen.id));
      expect(await counts()).toEqual({ ...nothing, per_mio_conto: 0 });
      const anna = anotherCitizen(stage.ids.next());
      await run(({ citizens }) => citizens.insert(anna));
      const code = citizen.identity.codiceFiscale;
      const mine = { submittedAt: NOW, beneficiaries: [code, code] };
      await storedDraft({ beneficiaries: [code] });
      await storedDraft();
      await storedDraft({ ...mine, state: 'inviata' });
      await storedDraft({ ...mine, state: 'da_integrare', citizenId: anna.id });
      await storedDraft({ state: 'accettata', submittedAt: NOW });
      await storedDraft({ state: 'accettata', submittedAt: NOW, citizenId: anna.id });
      expect(await counts()).toEqual({ ...nothing, bozza: 2, inviata: 1, accettata: 1, per_mio_conto: 2 });
    });

    it('count practices by service, year and state, and outcomes by the days they took', async () => {
      const { run, storedDraft, service, operator } = await stage.addEnte();
      const closing = (submittedAt: string, registeredAt: string) => ({
        submittedAt: new Date(submittedAt),
        answerProtocol: { number: '0000009', year: 2026, registeredAt: new Date(registeredAt) },
      });
      await storedDraft();
      // The last hour of the year in UTC is the next year in Italy.
      await storedDraft({ state: 'inviata', submittedAt: new Date('2025-12-31T23:30:00Z') });
      const open = await storedDraft({
        state: 'in_elaborazione',
        assignedTo: operator.id,
        submittedAt: new Date('2026-01-02T10:00:00Z'),
      });
      await storedDraft({ state: 'rifiutata', ...closing('2026-01-02T10:00:00Z', '2026-01-02T16:00:00Z') });
      await storedDraft({ state: 'accettata', ...closing('2025-12-20T10:00:00Z', '2026-01-04T01:00:00Z') });
      const figures = () =>
        run(async ({ reads }) => ({
          practices: (await reads.practiceTallies())
            .map(({ year, state, count }) => `${year} ${state} ${count}`)
            .toSorted(),
          outcomes: (await reads.outcomeTallies(2026)).map(({ days, count }) => `${days}: ${count}`).toSorted(),
          before: await reads.outcomeTallies(2025),
        }));
      expect(await figures()).toEqual({
        practices: ['2025 accettata 1', '2026 in_elaborazione 1', '2026 inviata 1', '2026 rifiutata 1'],
        outcomes: ['0: 1', '15: 1'],
        before: [],
      });
      const { answerProtocol } = closing('2026-01-02T10:00:00Z', '2026-01-17T10:00:00Z');
      const closed = { ...open, state: 'accettata', version: open.version + 1, answerProtocol } as const;
      await run(({ practices }) => practices.update(closed, open.version));
      expect(await figures()).toMatchObject({
        practices: ['2025 accettata 1', '2026 accettata 1', '2026 inviata 1', '2026 rifiutata 1'],
        outcomes: ['0: 1', '15: 2'],
      });
      const [tally] = await run(({ reads }) => reads.practiceTallies());
      expect(tally?.serviceId).toBe(service.id);
    });

    it('show in a tab the practices of that state, with what a list shows', async () => {
      const { run, storedDraft, citizen, tenant, service } = await stage.addEnte();
      const sent = await storedDraft({
        state: 'inviata',
        submittedAt: minutesLater(1),
        requestProtocol: { number: '0000012', year: 2026, registeredAt: minutesLater(2) },
      });
      const warning = { template: 'bozza_due_settimane', on: '2026-03-02' } as const;
      const draft = await storedDraft({ warning });
      // The name is that of the day on which the practice was started.
      const renamed = aServiceDefinition({ revision: 2, name: 'Nome nuovo' });
      await stage.under.setup.publishService(tenant.id, { ...service, definition: renamed });
      const shown = { serviceName: 'Certificato', serviceSlug: 'certificato', area: 'Anagrafe', changedAt: NOW };
      const inTab = (tab: 'inviata' | 'bozza') =>
        run(({ reads }) => reads.citizenPage(citizen.id, tab, { after: null, limit: 5 }));
      expect(await inTab('inviata')).toEqual({
        rows: [
          {
            ...shown,
            id: sent.id,
            code: sent.code,
            state: 'inviata',
            protocol: '0000012/2026',
            warning: null,
            date: minutesLater(1),
            dueDate: null,
            noteBeginning: '',
          },
        ],
        next: null,
      });
      expect(await inTab('bozza')).toEqual({
        rows: [
          {
            ...shown,
            id: draft.id,
            code: draft.code,
            state: 'bozza',
            protocol: null,
            date: NOW,
            warning,
            dueDate: null,
            noteBeginning: '',
          },
        ],
        next: null,
      });
    });

    it('show of a practice to be integrated by when, also in the lists of the office', async () => {
      const { run, storedDraft, citizen, operator } = await stage.addEnte();
      const asked = await storedDraft({ state: 'da_integrare', submittedAt: NOW, assignedTo: operator.id });
      const of = { practiceId: asked.id, requestedBy: operator.id };
      const past = anIntegration(stage.ids.next(), of, { answeredAt: NOW, dueDate: '2026-03-20' });
      await run(({ integrations }) => integrations.insert(past));
      await run(({ integrations }) => integrations.insert(anIntegration(stage.ids.next(), of)));
      const page = { after: null, limit: 5 };
      const rows = await run(async ({ reads }) => [
        ...(await reads.citizenPage(citizen.id, 'da_integrare', page)).rows,
        ...(await reads.latestPractices(citizen.id, 5)),
        ...(await reads.operatorPage(operator.id, anOfficeQuery('da_gestire'), page)).rows,
      ]);
      expect(rows.map(({ dueDate }) => dueDate)).toEqual(['2026-03-31', '2026-03-31', '2026-03-31']);
    });

    onBehalfLists(stage);

    it('show in a list the beginning of a private note, to its citizen alone', async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next());
      await run(({ citizens }) => citizens.insert(anna));
      const sent = { state: 'inviata', submittedAt: NOW, beneficiaries: [anna.identity.codiceFiscale] } as const;
      const short = await storedDraft({ ...sent, submittedAt: minutesLater(2) });
      const long = await storedDraft({ ...sent, submittedAt: minutesLater(1) });
      const note = "L'è così.\n𝒳".repeat(NOTE_BEGINNING);
      await run(async ({ practices }) => {
        await practices.savePrivateNote(short.id, citizen.id, 'Chiedere a zia', NOW);
        await practices.savePrivateNote(long.id, citizen.id, note, NOW);
      });
      const notes = async (id: CitizenId, tab: CitizenTab) => {
        const page = await run(({ reads }) => reads.citizenPage(id, tab, { after: null, limit: 5 }));
        return page.rows.map(({ noteBeginning }) => noteBeginning);
      };
      const beginning = [...note].slice(0, NOTE_BEGINNING).join('');
      expect(await notes(citizen.id, 'inviata')).toEqual(['Chiedere a zia', beginning]);
      expect(await notes(anna.id, 'per_mio_conto')).toEqual(['', '']);
    });

    it.each(['accettata', 'per_mio_conto'] as const)(
      'give the tab %s page by page, newest first, and lose and repeat nothing',
      async (tab) => {
        const { run, storedDraft, citizen } = await stage.addEnte();
        const { codiceFiscale } = citizen.identity;
        const of = { state: 'accettata', beneficiaries: [codiceFiscale] } as const;
        const ids: string[] = [];
        for (const minute of [1, 3, 3, 3, 4, 5]) {
          ids.push((await storedDraft({ ...of, submittedAt: minutesLater(minute) })).id);
        }
        const readPage = (request: { readonly after: string | null; readonly limit: number }) =>
          run(({ reads }) => reads.citizenPage(citizen.id, tab, request));
        // Of two that were sent at once, the one with the greater id comes first.
        for (const limit of [1, 2, 3, 6, 50]) expect(await readToTheEnd(readPage, limit)).toEqual(ids.toReversed());
      },
    );

    it('go on where a page ended, also when the list has changed meanwhile', async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      const [oldest, , third] = [
        await storedDraft({ createdAt: minutesLater(1) }),
        await storedDraft({ createdAt: minutesLater(2) }),
        await storedDraft({ createdAt: minutesLater(3) }),
        await storedDraft({ createdAt: minutesLater(4) }),
      ];
      const page = (after: string | null, limit: number) =>
        run(({ reads }) => reads.citizenPage(citizen.id, 'bozza', { after, limit }));
      const { next } = await page(null, 2);
      // The last of the page is no longer in the tab, and there is a new first.
      await run(({ practices }) => practices.update({ ...third, state: 'inviata', submittedAt: NOW, version: 2 }, 1));
      await storedDraft({ createdAt: minutesLater(5) });
      const rest = await page(next, 2);
      expect(rest.rows.map(({ date }) => date)).toEqual([minutesLater(2), minutesLater(1)]);
      expect(rest.rows.at(-1)?.id).toBe(oldest.id);
      expect(rest.next).toBeNull();
    });

    it('give the first page for a cursor that was not given out', async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      await storedDraft();
      await storedDraft();
      for (const after of RUBBISH) {
        const page = await run(({ reads }) => reads.citizenPage(citizen.id, 'bozza', { after, limit: 5 }));
        expect(page.rows).toHaveLength(2);
      }
    });

    it("show a citizen's newest practices whatever their state, a draft by its creation", async () => {
      const { run, storedDraft, citizen } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next());
      await run(({ citizens }) => citizens.insert(anna));
      const sent = { state: 'inviata', createdAt: NOW } as const;
      const third = await storedDraft({ ...sent, submittedAt: minutesLater(1) });
      const second = await storedDraft({ createdAt: minutesLater(2) });
      const first = await storedDraft({ ...sent, submittedAt: minutesLater(3), state: 'rifiutata' });
      await storedDraft({ createdAt: minutesLater(9), citizenId: anna.id });
      const latest = (limit: number) => run(({ reads }) => reads.latestPractices(citizen.id, limit));
      expect((await latest(50)).map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
      expect((await latest(2)).map(({ id }) => id)).toEqual([first.id, second.id]);
    });

    it('show news that were published, newest first, and the deadlines that are not over, soonest first', async () => {
      const { run, tenant } = await stage.addEnte();
      const bulletin = (day: string) => ({ title: `Del ${day}`, text: "L'è così", day, link: 'https://x.example/' });
      const published = (day: string) => ({ ...bulletin(day), id: day });
      for (const day of ['2026-03-02', '2026-12-31', '2026-01-31']) {
        await stage.under.setup.addNews(tenant.id, day, bulletin(day));
        await stage.under.setup.addDeadline(tenant.id, day, bulletin(day));
      }
      await run(async ({ reads }) => {
        expect(await reads.news('2026-12-31', 2)).toEqual([published('2026-12-31'), published('2026-03-02')]);
        expect(await reads.news('2026-03-02', 5)).toEqual([published('2026-03-02'), published('2026-01-31')]);
        expect(await reads.deadlines('2026-03-02', 5)).toEqual([published('2026-03-02'), published('2026-12-31')]);
        expect(await reads.deadlines('2026-01-01', 1)).toEqual([published('2026-01-31')]);
      });
    });

    it('show one notice or one deadline by its id, and none for an id that is not of its kind', async () => {
      const { run, tenant } = await stage.addEnte();
      const bulletin = { title: 'Avviso', text: "L'è così", day: '2026-01-31', link: null };
      await stage.under.setup.addNews(tenant.id, 'n', bulletin);
      await stage.under.setup.addDeadline(tenant.id, 'd', { ...bulletin, title: 'Scadenza' });
      await run(async ({ reads }) => {
        expect(await reads.bulletin('news', 'n', '2026-01-31')).toEqual({ ...bulletin, id: 'n' });
        expect(await reads.bulletin('deadline', 'd', '2026-03-02')).toEqual({
          ...bulletin,
          id: 'd',
          title: 'Scadenza',
        });
        expect(await reads.bulletin('deadline', 'n', '2026-03-02')).toBeNull();
        for (const id of RUBBISH) expect([id, await reads.bulletin('news', id, '2026-03-02')]).toEqual([id, null]);
      });
    });

    it('show no register of a day where none was made', async () => {
      const { run } = await stage.addEnte();
      await run(async ({ reads }) => {
        for (const after of [null, 'x', '2026-03-02']) {
          expect(await reads.dailyRegisters({ after, limit: 2 })).toEqual({ rows: [], next: null });
        }
        for (const day of [...RUBBISH, '2026-03-02'])
          expect([day, await reads.dailyRegister(day)]).toEqual([day, null]);
      });
    });

    citizenAttachments(stage);
    officeLists(stage);
  });
};
