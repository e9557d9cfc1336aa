import { describe, expect, it } from '@jest/globals';
import { must } from '../../testing/index.ts';
import { anotherOwing, owing } from '../testing/owing-draft.ts';

describe('the payments of a citizen', () => {
  it('are listed newest first, a page at a time, with the practice that can be opened', async () => {
    const there = await owing();
    await there.fill();
    there.portal.clock.advance(60_000);
    await there.choose('doppia');
    await there.work();
    await anotherOwing(there);
    const { portal, ente, citizen, id } = there;
    const list = (after: string | null) => portal.listPayments(ente.id, citizen.id, { after, limit: 1 });
    const first = await list(null);
    expect(first.rows).toMatchObject([{ serviceName: 'Permesso', practiceId: id, payment: { amount: 2000 } }]);
    const second = await list(first.next);
    expect(second).toMatchObject({ rows: [{ payment: { amount: 1600, state: 'annullato' } }], next: null });
    expect(await list('storto')).toEqual(first);
  });

  it('stay listed when their draft is gone', async () => {
    const there = await owing();
    await there.fill();
    const { portal, ente, citizen, writer, id } = there;
    must(await portal.deleteDraft(ente.id, writer, id));
    const { rows } = await portal.listPayments(ente.id, citizen.id, { after: null, limit: 20 });
    expect(rows).toMatchObject([{ practiceId: null, payment: { practiceId: id } }]);
  });
});

describe('the documents of a payment', () => {
  it('are found by whom it is of alone, once they are made', async () => {
    const there = await owing();
    await there.fill();
    const { portal, ente, writer } = there;
    const { id } = await there.last();
    const find = (who: typeof writer, kind: 'avviso' | 'ricevuta') =>
      portal.findPaymentDocument(ente.id, who, id, kind);
    expect(must(await find(writer, 'avviso')).fileName).toBe('avviso-di-pagamento-301000000000000144.pdf');
    expect(await find(writer, 'ricevuta')).toEqual({ ok: false, error: { code: 'not_found' } });
    const other = await anotherOwing(there);
    expect(await find(other.writer, 'avviso')).toEqual({ ok: false, error: { code: 'not_found' } });
  });
});
