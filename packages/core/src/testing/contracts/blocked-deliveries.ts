import { expect, it } from '@jest/globals';
import type { PageRequest } from '../../ports/read-models.ts';
import type { Effect } from '../../practice/effect.ts';
import type { Practice } from '../../practice/practice.ts';
import { type HandedOver, newRegistration } from '../../practice/registration-record.ts';
import { deliveryIdSchema } from '../../shared/ids.ts';
import { anOperator } from '../builders.ts';
import { readToTheEnd } from './pages.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage, type StagedEnte } from './stage.ts';

const REGISTER: Effect = { kind: 'register_request' };
const WARNING: Effect = { kind: 'mail', template: 'bozza_due_giorni', operatorId: null };

/** What the reads promise of deliveries that are blocked. */
export const blockedDeliveries = (stage: Stage<DatabaseUnderTest>): void => {
  /** A delivery that was tried in vain. @returns its id */
  const blocked = async ({ run }: StagedEnte, { id: practiceId }: Practice, effect: Effect, minutes = 0) => {
    const id = deliveryIdSchema.parse(stage.ids.next());
    await run(async ({ deliveries }) => {
      await deliveries.enqueue(id, practiceId, effect, minutesLater(minutes));
      await deliveries.fail(id, 'refused', true);
    });
    return id;
  };

  it('lists what is blocked of the services of an operator, newest first', async () => {
    const ente = await stage.addEnte();
    const idle = anOperator(stage.ids.next(), { email: 'altro@comune.example', services: [] });
    await stage.under.setup.addOperator(ente.tenant.id, idle, 'hash');
    const practice = await ente.storedDraft({ state: 'inviata', submittedAt: NOW });
    const block = (minutes: number) => blocked(ente, practice, REGISTER, minutes);
    const all = [await block(3), await block(2), await block(2), await block(1)];
    const waits = deliveryIdSchema.parse(stage.ids.next());
    await ente.run(({ deliveries }) => deliveries.enqueue(waits, practice.id, REGISTER, NOW));
    const readPage = (request: PageRequest) =>
      ente.run(async ({ reads }) => {
        const page = await reads.blockedDeliveries(ente.operator.id, request);
        return { ...page, rows: page.rows.map(({ delivery }) => delivery) };
      });
    const [first, second, third, fourth] = all;
    const inOrder = [first, third, second, fourth];
    for (const limit of [1, 2, 50]) expect(await readToTheEnd(readPage, limit)).toEqual(inOrder);
    const { rows } = await ente.run(({ reads }) =>
      reads.blockedDeliveries(ente.operator.id, { after: 'rubbish', limit: 1 }),
    );
    expect(rows).toMatchObject([
      {
        delivery: { id: first, practiceId: practice.id, lastError: 'refused' },
        code: practice.code,
        serviceName: 'Certificato',
        held: null,
      },
    ]);
    expect(await ente.run(({ reads }) => reads.waitingForOffice(NOW))).toEqual({ blocked: all.length, late: 0 });
    expect(await ente.run(({ reads }) => reads.blockedDeliveries(idle.id, { after: null, limit: 5 }))).toEqual({
      rows: [],
      next: null,
    });
  });

  it('says of what registers whether a person has to say something first: what may have arrived, then a doubt, then what is done by hand', async () => {
    const ente = await stage.addEnte();
    const sent = { state: 'inviata', submittedAt: NOW } as const;
    const [practice, other] = [await ente.storedDraft(sent), await ente.storedDraft(sent)];
    await blocked(ente, other, REGISTER, 4);
    await blocked(ente, practice, { kind: 'mail', template: 'pratica_inviata', operatorId: null }, 3);
    await blocked(ente, practice, REGISTER, 2);
    const main = { fileName: 'modulo.pdf', description: 'Modulo', sha256: 'ab', size: 2 };
    const sentOn = { direction: 'entrata', subject: 'Modulo', file: null, sentAt: NOW, main, attachments: [] } as const;
    const stop = (key: string, state: 'aperta' | 'a_mano' | 'in_dubbio', handedOver: HandedOver | null = null) =>
      ente.run(async ({ registrations, reads }) => {
        const claim = { by: ente.operator.id, at: NOW };
        const record = newRegistration({ key, practiceId: practice.id, book: 'a book', main: 'ab' });
        await registrations.open({ ...record, state, handedOver, claim });
        const { rows } = await reads.blockedDeliveries(ente.operator.id, { after: null, limit: 5 });
        return rows.map(({ held }) => held);
      });
    expect(await stop('una', 'aperta')).toEqual([null, null, null]);
    expect(await stop('altra', 'a_mano', sentOn)).toEqual([null, null, 'a_mano']);
    expect(await stop('terza', 'in_dubbio')).toEqual([null, null, 'in_dubbio']);
    expect(await stop('quarta', 'in_dubbio', sentOn)).toEqual([null, null, 'arrivata']);
  });

  it('lists what has waited for a number since before a moment, of the services of an operator, longest first', async () => {
    const ente = await stage.addEnte();
    const idle = anOperator(stage.ids.next(), { email: 'altro@comune.example', services: [] });
    await stage.under.setup.addOperator(ente.tenant.id, idle, 'hash');
    const { id: practiceId, code } = await ente.storedDraft({ state: 'inviata', submittedAt: NOW });
    const open = (name: string, minutes: number, state: 'in_attesa' | 'in_dubbio' = 'in_attesa') =>
      ente.run(({ registrations }) =>
        registrations.open({
          ...newRegistration({ key: `${practiceId}:${name}`, practiceId, book: 'PEC', main: 'ab' }),
          state,
          askedAt: minutesLater(minutes),
        }),
      );
    for (const [name, minutes] of [
      ['richiesta', 2],
      ['risposta', 1],
      ['annullamento', 3],
    ] as const) {
      await open(name, minutes);
    }
    await open('altra', 0, 'in_dubbio');
    expect(await ente.run(({ reads }) => reads.waitingForOffice(minutesLater(3)))).toEqual({ blocked: 0, late: 2 });
    const late = (operator = ente.operator.id, limit = 5, { run } = ente) =>
      run(({ reads }) => reads.lateNumbers(operator, minutesLater(3), limit));
    const row = { practiceId, code, serviceName: 'Certificato' };
    const [first, second] = [1, 2].map((minutes) => ({ ...row, askedAt: minutesLater(minutes) }));
    expect(await late()).toEqual([first, second]);
    expect(await late(ente.operator.id, 1)).toEqual([first]);
    expect(await late(idle.id)).toEqual([]);
    expect(await late(ente.operator.id, 5, await stage.addEnte())).toEqual([]);
  });

  it('leaves out the warnings about drafts, also of one that was sent meanwhile: there is nothing to try again', async () => {
    const ente = await stage.addEnte();
    await blocked(ente, await ente.storedDraft(), WARNING);
    await blocked(ente, await ente.storedDraft({ state: 'inviata', submittedAt: NOW }), WARNING);
    const { id: operator } = ente.operator;
    const page = await ente.run(({ reads }) => reads.blockedDeliveries(operator, { after: null, limit: 5 }));
    expect(page.rows).toEqual([]);
  });
};
