import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PracticeId } from '@stanza/core';
import { CRASH_FLOWS, type CrashFlow } from './testing/crash-flows.ts';
import { type CrashStage, killWorkers, openCrashStage } from './testing/crash-stage.ts';

/** Portals whose workers die together: each takes connections of the server, and saves the start of a process. */
const PORTALS = 8;

const RECEIPT = /^ricevuta-.+\.pdf$/u;

const ATTACHMENTS = `select file_name from protocol_entry_document join protocol_entry using (tenant_id, year, number)
  where starts_with(key, $1) order by number, position`;

const expectWhole = async (stage: CrashStage, flow: CrashFlow, id: PracticeId) => {
  const { portal, journey } = stage;
  const { id: tenantId } = journey.tenant;
  const practice = await journey.practice(id);
  expect(practice.documents.ricevuta?.fileName).toMatch(RECEIPT);
  const text = 'select key, number from protocol_entry where starts_with(key, $1) order by number';
  const registered = await flow.registered(stage, id);
  expect(await portal.rows(tenantId, text, [id])).toEqual(
    registered.map(([key, given]) => ({ key: `${id}${key}`, number: Number(given?.number) })),
  );
  expect((await portal.rows(tenantId, ATTACHMENTS, [id])).map(({ file_name }) => file_name)).toEqual(flow.attachments);
  expect((await journey.timeline(id)).map(({ event }) => event)).toEqual(flow.events);
  const deliveries = await journey.deliveries(id);
  expect(new Set(deliveries.map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(new Set(['consegnata 0']));
  const mails = await portal.rows(tenantId, 'select message_id, subject from dev_mail where subject like $1', [
    `%${practice.code}%`,
  ]);
  const ids = deliveries.filter(({ effect }) => effect.kind === 'mail').map((mail) => `<${mail.id}@portale.example>`);
  expect(mails.map(({ message_id }) => message_id).toSorted()).toEqual(ids.toSorted());
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(flow.mails);
};

/** Each number of the protocol was given to one entry. */
const expectNoGap = async ({ portal, journey }: CrashStage) => {
  const text = 'select last_number as last, (select count(*) from protocol_entry) as entries from protocol_counter';
  const [{ last, entries } = {}] = await portal.rows(journey.tenant.id, text);
  expect(last).toBe(entries);
};

/** Kills the worker of each portal at a step of its own, and starts it again. @returns how many were killed */
const killOnce = async (stages: readonly CrashStage[], flow: CrashFlow, from: number): Promise<number> => {
  const begun = await Promise.all(
    stages.map(async (stage, index) => ({
      stage,
      id: await flow.begin(stage),
      killAt: from + index * flow.stride,
    })),
  );
  const killed = await killWorkers(begun);
  // One after the other: documents are made on one thread, and whoever waits for it too long is refused a connection.
  for (const { stage, id } of begun) {
    await stage.awaitDeath();
    await stage.healthy.drain();
    await expectWhole(stage, flow, id);
    await expectNoGap(stage);
  }
  return killed.filter(Boolean).length;
};

describe('the worker, killed with SIGKILL in the middle of its work', () => {
  let stages: readonly CrashStage[];
  beforeAll(async () => {
    stages = await Promise.all(Array.from({ length: PORTALS }, openCrashStage));
  }, 60_000);
  afterAll(() => Promise.all(stages.map((stage) => stage.close())));

  it.each(CRASH_FLOWS)(
    'finishes $name when it is started again: one number, one entry in the timeline, each mail once',
    async (flow) => {
      let killed = 0;
      let now: number;
      do {
        now = await killOnce(stages, flow, 1 + killed * flow.stride);
        killed += now;
      } while (now === stages.length);
      expect(killed * flow.stride).toBeGreaterThan(flow.steps);
    },
    600_000,
  );
});
