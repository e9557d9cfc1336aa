import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  attachmentIdSchema,
  deliveryIdSchema,
  makeDeleteAttachment,
  makeDeleteDraft,
  makeReceiveFile,
  readAll,
  type Tenant,
  type TenantId,
} from '@stanza/core';
import { signedIn } from '@stanza/core/testing';
import { makeAttachmentStorage, makeContentFileInspector, makeSystemClock, makeUuidV7Ids } from '@stanza/gateways';
import { testStorage } from '@stanza/gateways/testing';
import { inTenant, makeEnteSetup, makePool, makeUnitOfWork, type Pool } from '@stanza/postgres';
import { makeWorkerForTests } from './testing/index.ts';
import { type Journey, openJourney } from './testing/journey.ts';
import { addTenant, openWorkerPortal, type WorkerPortal } from './testing/worker-portal.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAILS = 'select subject, text, html, "from" from dev_mail where text like $1 order by sent_at, message_id';

describe('the nights of the worker', () => {
  let portal: WorkerPortal;
  let journey: Journey;
  let other: Tenant;
  let queue: Pool;
  beforeAll(async () => {
    portal = await openWorkerPortal();
    journey = await openJourney(portal);
    // Another ente, with nothing in it.
    other = await addTenant(portal.admin, 'tre-ville');
    queue = makePool(portal.database.queueUrl, { max: 1 });
  });
  afterAll(async () => {
    await queue.end();
    await portal.close();
  });

  /** The jobs of a night, so many days from now. */
  const night = async (
    days: number,
    tasks: readonly string[] = ['expire_drafts', 'remove_discarded_files'],
  ): Promise<void> => {
    const { appUrl, queueUrl } = portal.database;
    const clock = { now: () => new Date(Date.now() + days * DAY_MS) };
    const worker = makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir, clock });
    for (const task of tasks) {
      await queue.query('select graphile_worker.add_job($1)', [task]);
    }
    await worker.drain();
    await worker.close();
    const { rows } = await queue.query('select task_identifier, last_error from graphile_worker.jobs');
    expect(rows).toEqual([]);
  };
  const mailsAbout = (id: string) => portal.rows(journey.tenant.id, MAILS, [`%${id}%`]);
  const isThere = async (id: string) =>
    (await portal.rows(journey.tenant.id, 'select from practice where id = $1', [id])).length > 0;

  it('warn of a draft twice, each time once, and then delete it', async () => {
    const id = await journey.fillIn('anna-bianchi');
    const { code } = await journey.practice(id);
    await night(160);
    expect(await mailsAbout(id)).toEqual([]);
    for (const days of [167, 167, 170]) await night(days);
    const [first] = await mailsAbout(id);
    expect(await mailsAbout(id)).toHaveLength(1);
    expect(first).toMatchObject({
      subject: `Bozza ${code} in scadenza: Certificato di nascita`,
      from: { name: journey.tenant.name },
    });
    const link = `https://portale.example/rovereto/pratiche/${id}`;
    expect(first?.text).toContain(link);
    expect(first?.html).toContain(`<a href="${link}"`);
    expect(first?.text).toMatch(/si cancella (?:il |l’)\d+º? [a-z]+ \d{4}/u);
    for (const days of [178, 179, 179]) await night(days);
    expect((await mailsAbout(id)).map(({ subject }) => subject)).toEqual([
      `Bozza ${code} in scadenza: Certificato di nascita`,
      `Ultimo avviso per la bozza ${code}: Certificato di nascita`,
    ]);
    expect(await isThere(id)).toBe(true);
    await night(181);
    expect(await isThere(id)).toBe(false);
    expect(await mailsAbout(id)).toHaveLength(2);
  });

  it('begin again with a draft that was saved', async () => {
    const id = await journey.fillIn('mario-rossi');
    await night(167);
    await journey.saveAgain(id);
    await night(167);
    await night(170);
    expect(await mailsAbout(id)).toHaveLength(2);
    expect(await isThere(id)).toBe(true);
  });

  it('write to nobody without an address, and delete the draft all the same', async () => {
    const id = await journey.fillIn('giuseppe-fo');
    for (const days of [167, 179, 182]) await night(days);
    expect([await mailsAbout(id), await isThere(id)]).toEqual([[], false]);
  });

  it('do not stumble over the mail of a draft that was deleted before it left', async () => {
    const id = await journey.fillIn('lucia-d-amico');
    const { citizenId } = await journey.practice(id);
    const unitOfWork = makeUnitOfWork(portal.app);
    // Warned, and deleted before the mail is sent: the job is there, its delivery is not.
    await unitOfWork.run(journey.tenant.id, ({ deliveries }) =>
      deliveries.enqueue(
        deliveryIdSchema.parse(makeUuidV7Ids().next()),
        id,
        { kind: 'mail', template: 'bozza_due_giorni', operatorId: null },
        new Date(),
      ),
    );
    expect(
      await makeDeleteDraft({ unitOfWork, clock: makeSystemClock() })(journey.tenant.id, signedIn(citizenId), id),
    ).toMatchObject({ ok: true });
    await night(0);
    expect(await mailsAbout(id)).toEqual([]);
  });

  it('leave an ente alone that is disabled, and warn once more when it is back', async () => {
    const id = await journey.fillIn('anna-bianchi');
    await night(179);
    const setDisabled = (disabled: boolean) => makeEnteSetup(portal.admin).setDisabled(journey.tenant.id, disabled);
    await setDisabled(true);
    await night(200);
    expect([(await mailsAbout(id)).length, await isThere(id)]).toEqual([1, true]);
    await setDisabled(false);
    await night(200);
    expect([(await mailsAbout(id)).length, await isThere(id)]).toEqual([2, true]);
    await night(202);
    expect(await isThere(id)).toBe(false);
  });

  it('take away the bytes of deleted files that no other file has', async () => {
    const { tenant } = journey;
    const { citizenId } = await journey.practice(await journey.fillIn('zoe-cosi'));
    const unitOfWork = makeUnitOfWork(portal.app);
    const storage = makeAttachmentStorage(testStorage(portal.storageDir));
    const clock = makeSystemClock();
    const ids = makeUuidV7Ids();
    const upload = async (content: string) => {
      const source = async function* () {
        yield new TextEncoder().encode(`%PDF-1.7 ${content}`);
      };
      const file = { fileName: 'a.pdf', source: source(), maxBytes: 1000, accept: ['pdf'] } as const;
      const received = await makeReceiveFile({ storage, inspector: makeContentFileInspector(), virusScanning: null })(
        tenant.id,
        file,
      );
      if (!received.ok) throw new Error(received.error.code);
      const id = attachmentIdSchema.parse(ids.next());
      const attachment = { ...received.value, id, citizenId, description: 'A', uploadedAt: clock.now() };
      await unitOfWork.run(tenant.id, ({ attachments }) => attachments.insert(attachment));
      return attachment;
    };
    const [alone, twin, third] = [await upload('uno'), await upload('due'), await upload('due')];
    expect(twin.sha256).toBe(third.sha256);
    const remove = makeDeleteAttachment({ unitOfWork, clock });
    for (const { id } of [alone, twin]) expect(await remove(tenant.id, citizenId, id)).toMatchObject({ ok: true });
    const stored = async ({ sha256 }: { readonly sha256: string }) => {
      const source = await storage.open(tenant.id, sha256);
      return source !== null && (await readAll(source, 1000)).length > 0;
    };
    await night(0);
    expect([await stored(alone), await stored(twin)]).toEqual([true, true]);
    await night(1);
    expect([await stored(alone), await stored(twin)]).toEqual([false, true]);
    expect(await portal.rows(tenant.id, 'select from discarded_content')).toEqual([]);
  });

  it('take out of the register the sign-ins of more than 24 months ago, of every ente, and none that is younger', async () => {
    const unitOfWork = makeUnitOfWork(portal.app);
    const monthsAgo = (months: number) => {
      const at = new Date();
      at.setUTCMonth(at.getUTCMonth() - months);
      return at;
    };
    const line = { federation: 'spid', provider: 'https://idp.example', requestId: '_a', sealed: 'x' } as const;
    const enti = [journey.tenant.id, other.id];
    for (const tenantId of enti) {
      for (const months of [25, 23]) {
        const entry = { ...line, id: makeUuidV7Ids().next(), at: monthsAgo(months), outcome: `${months} months ago` };
        await unitOfWork.run(tenantId, ({ signIns }) => signIns.appendLog(entry));
      }
    }
    await night(0, ['forget_sign_ins']);
    // A clock that is ahead takes away no more.
    await night(365, ['forget_sign_ins']);
    const left = async (tenantId: TenantId) =>
      inTenant(portal.admin, tenantId, ({ query }) =>
        query({ text: 'select outcome from sign_in_log where tenant_id = $1', values: [tenantId] }),
      );
    for (const tenantId of enti) expect(await left(tenantId)).toEqual([{ outcome: '23 months ago' }]);
  });

  it('take away what was stored and never saved, also when it is more than a job looks at', async () => {
    const { tenant } = journey;
    const id = await journey.submit('chiara-maria-ricci');
    await night(0, []);
    const { documents } = await journey.practice(id);
    const kept = Object.values(documents).map(({ sha256 }) => sha256);
    expect(kept.length).toBeGreaterThan(0);
    const storage = makeAttachmentStorage(testStorage(portal.storageDir));
    for (let content = 0; content < 1001; content += 1) {
      const source = async function* () {
        yield new TextEncoder().encode(`mai salvato ${content}`);
      };
      await storage.put(tenant.id, source(), 1000);
    }
    const stored = async () => {
      const [first, second] = [await storage.list(tenant.id, null, 1000), await storage.list(tenant.id, null, 5000)];
      expect(first).toEqual(second.slice(0, 1000));
      return second;
    };
    expect((await stored()).length).toBeGreaterThan(1000);
    await night(0, ['remove_orphans']);
    expect((await stored()).length).toBeGreaterThan(1000);
    await night(1, ['remove_orphans']);
    const left = await stored();
    expect(left.length).toBeLessThan(50);
    for (const sha256 of kept) expect(left).toContain(sha256);
  });
});
