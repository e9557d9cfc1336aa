import { describe, expect, it } from '@jest/globals';
import { aDecision, anOperator, asBytes, makeMemoryPortal, makeMemoryPorts, must } from '../../testing/index.ts';
import { begin, sent } from '../testing/begun-practice.ts';

/** A portal whose documents differ from one rendering to the next, and where something may happen during each. */
const portalWithInterruptions = () => {
  const ports = makeMemoryPorts();
  const during = { next: async () => {} };
  let renderings = 0;
  const render = async () => {
    renderings += 1;
    const bytes = asBytes(`%PDF- ${renderings}`);
    const interruption = during.next;
    during.next = async () => {};
    await interruption();
    return bytes;
  };
  const portal = makeMemoryPortal({
    ...ports,
    renderer: { ...ports.renderer, renderRequest: render, renderReceipt: render, renderAnswer: render },
  });
  return { portal, during };
};

describe('a delivery that runs twice at once', () => {
  it('keeps the form that was registered, although the second run made another', async () => {
    const { portal, during } = portalWithInterruptions();
    const { ente, fill, submit, practice, id, run } = await begin(portal);
    await fill();
    must(await submit());
    const queued = await run(({ deliveries }) => deliveries.of(id));
    const registration = queued.find(({ effect }) => effect.kind === 'register_request');
    if (registration === undefined) throw new Error('The registration is not queued');
    during.next = () => portal.jobs.register_request(ente.id, registration.id);
    await portal.drain();
    const [entry] = portal.registry.entriesOf(ente.id);
    expect((await practice()).documents.modulo?.sha256).toBe(entry?.main.sha256);
  });
});

describe('an answer that is being made while the decision changes', () => {
  it('ends quietly, and the answer to the new decision is made', async () => {
    const { portal, during } = portalWithInterruptions();
    const { act, practice, run, id } = await sent(portal);
    must(await portal.takeCharge(await act()));
    must(await portal.decidePractice(await act(), aDecision()));
    during.next = async () => {
      must(
        await portal.decidePractice(await act(), aDecision({ outcome: 'rifiutata', reason: 'Manca un documento.' })),
      );
    };
    await portal.drain();
    expect(await practice()).toMatchObject({ decision: { outcome: 'rifiutata' }, documents: { risposta: {} } });
    const deliveries = await run(({ deliveries: all }) => all.of(id));
    const ended = ['consegnata', 'senza_indirizzo'];
    expect(deliveries.filter(({ state }) => !ended.includes(state))).toEqual([]);
  });
});

describe('an answer that is being made while another operator gets the practice', () => {
  it('is the answer: nothing of what it says has changed', async () => {
    const { portal, during } = portalWithInterruptions();
    const { ente, service, act, practice } = await sent(portal);
    const [colleague, chief] = [
      anOperator(portal.ids.next(), { email: 'altra@comune.example', services: [service.id] }),
      anOperator(portal.ids.next(), { email: 'capo@comune.example', role: 'amministratore' }),
    ];
    for (const operator of [colleague, chief]) await portal.setup.addOperator(ente.id, operator, 'hash');
    must(await portal.takeCharge(await act()));
    must(await portal.decidePractice(await act(), aDecision()));
    during.next = async () => {
      must(await portal.reassignPractice(await act(chief), colleague.id));
    };
    await portal.drain();
    expect(await practice()).toMatchObject({ assignedTo: colleague.id, documents: { risposta: {} } });
  });
});

describe('the message of a new practice', () => {
  it('does not reach an operator who is no longer enabled for the service, and the office sees that it did not', async () => {
    const { portal, ente, operator, service, id, fill, submit, run } = await begin();
    const other = anOperator(portal.ids.next(), { email: 'altra@comune.example', services: [service.id] });
    await portal.setup.addOperator(ente.id, other, 'hash');
    await fill();
    must(await submit());
    await run(({ accounts }) => accounts.update(operator.id, { ...operator, services: [] }, 0));
    await portal.drain();
    const office = portal.mailer.sent.filter(({ to }) => to === operator.email || to === other.email);
    expect(office.map(({ to }) => to)).toEqual([other.email]);
    const deliveries = await run(({ deliveries: all }) => all.of(id));
    const states = deliveries.flatMap(({ effect, state }) =>
      effect.kind === 'mail' && effect.operatorId !== null ? [[effect.operatorId, state]] : [],
    );
    expect(Object.fromEntries(states)).toEqual({ [operator.id]: 'annullata', [other.id]: 'consegnata' });
  });
});
