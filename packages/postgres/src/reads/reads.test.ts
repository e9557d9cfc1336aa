import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachmentIdSchema, type Page, type Practice, type PracticeRow, type UnitOfWork } from '@stanza/core';
import { v7 } from 'uuid';
import { makeEnteSetup } from '../make-ente-setup.ts';
import { makeUnitOfWork } from '../make-unit-of-work.ts';
import { NOW, newDraft, openPortal, type TestPortal } from '../testing/portal.ts';

const daysLater = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

describe('the read models on PostgreSQL', () => {
  let portal: TestPortal;
  let unitOfWork: UnitOfWork;
  let draft: Practice;
  let sent: Practice;
  let taken: Practice;
  let closed: readonly Practice[];

  const makePractices = (): void => {
    const base = () => newDraft(portal.ente);
    const { operator, citizen } = portal.ente;
    const registered = { number: '0000012', year: 2026, registeredAt: NOW };
    const of = { version: 2, beneficiaries: [citizen.identity.codiceFiscale], assignedTo: operator.id } as const;
    draft = base();
    sent = { ...base(), state: 'inviata', submittedAt: daysLater(1), requestProtocol: registered };
    taken = { ...base(), state: 'in_elaborazione', submittedAt: daysLater(2), assignedTo: operator.id };
    closed = [3, 3, 4, 5, 6].map((day) => ({ ...base(), ...of, state: 'accettata', submittedAt: daysLater(day) }));
  };

  beforeAll(async () => {
    portal = await openPortal();
    unitOfWork = makeUnitOfWork(portal.app);
    makePractices();
    await unitOfWork.run(portal.ente.tenant.id, async ({ practices }) => {
      for (const practice of [draft, sent, taken, ...closed]) await practices.insert(practice, false);
    });
  });
  afterAll(() => portal.close());

  const read = <T>(work: Parameters<typeof unitOfWork.run<T>>[1]) => unitOfWork.run(portal.ente.tenant.id, work);

  it("count a citizen's practices for each tab", async () => {
    expect(await read(({ reads }) => reads.citizenCounts(portal.ente.citizen.id))).toEqual({
      bozza: 1,
      inviata: 1,
      in_elaborazione: 1,
      accettata: 5,
      rifiutata: 0,
      da_integrare: 0,
      per_mio_conto: 5,
    });
  });

  it.each(['accettata', 'per_mio_conto'] as const)('give the tab %s page by page, newest first', async (tab) => {
    const { citizen } = portal.ente;
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const from: string | null = after;
      const page: Page<PracticeRow> = await read(({ reads }) =>
        reads.citizenPage(citizen.id, tab, { after: from, limit: 2 }),
      );
      ids.push(...page.rows.map((row) => row.id));
      after = page.next;
    } while (after !== null);
    // Of two that were sent at once, the one with the greater id comes first.
    expect(ids).toEqual(closed.map((practice) => practice.id).toReversed());
  });

  it('give the first page for a cursor that was not given out', async () => {
    const { citizen } = portal.ente;
    for (const after of ['', 'x', '1_x', `99999999999999999_${v7()}`, "1'; drop table practice; --"]) {
      const page = await read(({ reads }) => reads.citizenPage(citizen.id, 'inviata', { after, limit: 5 }));
      expect(page.rows).toHaveLength(1);
    }
  });

  it('give a row with what a list shows', async () => {
    const page = await read(({ reads }) =>
      reads.operatorPage(portal.ente.operator.id, 'da_assegnare', { after: null, limit: 5 }),
    );
    expect(page).toEqual({
      rows: [
        {
          id: sent.id,
          code: sent.code,
          serviceName: 'Certificato',
          serviceSlug: 'certificato',
          area: 'Anagrafe',
          state: 'inviata',
          protocol: '0000012/2026',
          date: daysLater(1),
          version: 1,
          citizenName: 'Mario Rossi',
          codiceFiscale: 'RSSMRA80A01H501U',
          assignedTo: null,
        },
      ],
      next: null,
    });
  });

  it("count and list the office's practices, drafts left out", async () => {
    const { operator } = portal.ente;
    const counts = { da_gestire: 1, da_assegnare: 1, concluse: 5, tutte: 7 } as const;
    expect(await read(({ reads }) => reads.operatorCounts(operator.id))).toEqual(counts);
    for (const list of ['da_gestire', 'da_assegnare', 'concluse', 'tutte'] as const) {
      const page = await read(({ reads }) => reads.operatorPage(operator.id, list, { after: null, limit: 50 }));
      expect(page.rows).toHaveLength(counts[list]);
    }
  });

  it('show the newest practices, the draft by its creation', async () => {
    const latest = await read(({ reads }) => reads.latestPractices(portal.ente.citizen.id, 50));
    const expected = [draft, sent, taken, ...closed].map((practice) => practice.id).toReversed();
    expect(latest.map((row) => row.id)).toEqual(expected);
  });

  it("show a citizen's attachments with the practices that they are part of", async () => {
    const { citizen } = portal.ente;
    const attachment = {
      id: attachmentIdSchema.parse(v7()),
      citizenId: citizen.id,
      fileName: 'carta.pdf',
      description: "Carta d'identità",
      type: 'pdf',
      size: 10,
      sha256: 'c'.repeat(64),
      uploadedAt: NOW,
    } as const;
    const loose = { ...attachment, id: attachmentIdSchema.parse(v7()), uploadedAt: daysLater(-1) };
    const uses = await read(async ({ attachments, reads }) => {
      await attachments.insert(loose);
      await attachments.insert(attachment);
      await attachments.tie(sent.id, [attachment.id]);
      return reads.attachmentsOf(citizen.id);
    });
    const { id, code, state } = sent;
    expect(uses).toEqual([
      { attachment, practices: [{ id, code, state, serviceName: 'Certificato' }] },
      { attachment: loose, practices: [] },
    ]);
  });

  it('show news newest first, and the deadlines that are not over, soonest first', async () => {
    const { tenant } = portal.ente;
    const setup = makeEnteSetup(portal.admin);
    for (const day of ['2026-01-31', '2026-03-02', '2026-12-31']) {
      const bulletin = { title: day, text: 'Testo', day, link: null };
      await setup.addNews(tenant.id, day, bulletin);
      await setup.addDeadline(tenant.id, day, bulletin);
      await setup.addDeadline(tenant.id, day, { ...bulletin, title: 'changed' });
    }
    const { news, deadlines } = await read(async ({ reads }) => ({
      news: await reads.news(2),
      deadlines: await reads.deadlines('2026-03-02', 5),
    }));
    expect(news.map(({ day }) => day)).toEqual(['2026-12-31', '2026-03-02']);
    expect(deadlines.map(({ title }) => title)).toEqual(['2026-03-02', '2026-12-31']);
  });
});
