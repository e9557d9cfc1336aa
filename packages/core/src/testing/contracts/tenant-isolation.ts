import { expect, it } from '@jest/globals';
import type { Stores } from '../../ports/unit-of-work.ts';
import { deliveryIdSchema } from '../../shared/ids.ts';
import { anAttachment, anIntegration, anotherCitizen, aProfile, aTermsDocument } from '../builders.ts';
import { anOfficeQuery } from './pages.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage, type StagedEnte } from './stage.ts';

/** Fills an ente with something of everything. */
const fill = async (stage: Stage<DatabaseUnderTest>, { run, tenant, storedDraft, citizen, operator }: StagedEnte) => {
  const terms = aTermsDocument(stage.ids.next());
  const attachment = anAttachment(stage.ids.next(), { citizenId: citizen.id });
  const discarded = anAttachment(stage.ids.next(), { citizenId: citizen.id });
  const delivery = deliveryIdSchema.parse(stage.ids.next());
  const bulletin = { title: 'Avviso', text: 'Testo', day: '2026-03-02', link: null };
  await stage.under.setup.publishTerms(tenant.id, terms);
  await stage.under.setup.addNews(tenant.id, 'n', bulletin);
  await stage.under.setup.addDeadline(tenant.id, 'd', bulletin);
  const sent = await storedDraft({
    state: 'inviata',
    submittedAt: NOW,
    assignedTo: operator.id,
    beneficiaries: [citizen.identity.codiceFiscale],
  });
  const rating = {
    serviceId: sent.serviceId,
    practiceId: sent.id,
    stars: 5,
    aspect: null,
    text: 'Bene',
    givenAt: NOW,
  } as const;
  await run(async ({ timeline, attachments, deliveries, ...stores }) => {
    await stores.personalData.erase(citizen.id, NOW);
    await stores.feeds.saveAddress('news', 'https://x.example/rss');
    await stores.feedback.save(stage.ids.next(), rating);
    await stores.integrations.insert(
      anIntegration(stage.ids.next(), { practiceId: sent.id, requestedBy: operator.id }),
    );
    await stores.lookups.append({ operatorId: operator.id, citizenId: citizen.id, at: NOW });
    await stores.terms.accept(citizen.id, terms.id, NOW);
    await timeline.append(sent.id, { event: 'inviata', at: NOW, operatorId: null });
    await attachments.insert(attachment);
    await attachments.tie(sent.id, [attachment.id]);
    await attachments.insert(discarded);
    await attachments.delete(discarded.id, NOW);
    await deliveries.enqueue(delivery, sent.id, { kind: 'register_request' }, NOW);
  });
  const unserved = anotherCitizen(stage.ids.next(), { identityVerified: false });
  await run(({ citizens }) => citizens.insert(unserved));
  return { sent, attachment, delivery, unserved, draft: await storedDraft() };
};

type Filled = Awaited<ReturnType<typeof fill>>;

/** Everything that can be asked by an id or a name of an ente; of the same kind, the answers can be compared. */
const everything = (
  { citizen, operator, service }: StagedEnte,
  { sent, draft, attachment, delivery }: Filled,
): ((stores: Stores) => Promise<readonly unknown[]>) => {
  const first = { after: null, limit: 50 };
  const search = { kind: 'nome', text: citizen.identity.cognome, code: null } as const;
  const everySent = { ...anOfficeQuery('tutte'), search };
  return async ({ citizens, practices, timeline, attachments, operators, deliveries, ...stores }) => {
    const { services, terms, reads, bulletins, feeds, feedback, integrations, lookups, personalData } = stores;
    return [
      await citizens.byId(citizen.id),
      await citizens.byIds([citizen.id]),
      await citizens.unserved(null, 50),
      await terms.acceptances(citizen.id),
      await services.revision(service.id, 1),
      await practices.byId(sent.id),
      await practices.lock(sent.id),
      await practices.lockUnfinished(citizen.id),
      await practices.agedDrafts(minutesLater(1), null, 50),
      await practices.draftOf(citizen.id, service.id, null),
      await practices.ownedBy(draft.id, citizen.id),
      await timeline.of(sent.id),
      await attachments.byId(attachment.id),
      await attachments.byIds([attachment.id]),
      await attachments.of(sent.id),
      Object.values(await attachments.usageOf(citizen.id)).filter((count) => count > 0),
      await attachments.discarded(minutesLater(1), null, 50),
      [...(await attachments.known([attachment.sha256]))],
      await operators.byId(operator.id),
      await operators.enabledFor(service.id),
      [...(await operators.namesOf([operator.id]))],
      await deliveries.byId(delivery),
      await deliveries.of(sent.id),
      (await reads.citizenPage(citizen.id, 'inviata', first)).rows,
      (await reads.citizenPage(citizen.id, 'per_mio_conto', first)).rows,
      Object.values(await reads.citizenCounts(citizen.id)).filter((count) => count > 0),
      await reads.bulletin('news', 'n', '2026-03-02'),
      await reads.bulletin('deadline', 'd', '2026-03-02'),
      await reads.latestPractices(citizen.id, 50),
      await reads.attachmentsOf(citizen.id),
      (await reads.attachmentPage(citizen.id, first)).rows,
      await reads.attachmentUse(citizen.id, attachment.id),
      (await reads.operatorPage(operator.id, everySent, first)).rows,
      Object.values((await reads.operatorDesk(operator.id)).counts).filter((count) => count > 0),
      (await reads.operatorDesk(operator.id)).services,
      await bulletins.byId('news', 'n'),
      await feeds.of('news'),
      (await reads.bulletinPage('deadline', first)).rows,
      await feedback.of(sent.id),
      await integrations.of(sent.id),
      await lookups.of(citizen.id),
      await reads.feedbackCounts(),
      (await reads.feedbackTexts(first)).rows,
      await personalData.practicesOf(citizen.id),
      await personalData.onBehalfOf(citizen.id),
      await personalData.timelinesOf(citizen.id),
      await personalData.deliveriesOf(citizen.id),
      await personalData.attachmentsOf(citizen.id),
      await personalData.feedbackOf(citizen.id),
      await personalData.integrationsOf(citizen.id),
      await personalData.erasuresOf(citizen.id),
    ];
  };
};

const isNothing = (answer: unknown): boolean => answer === null || (Array.isArray(answer) && answer.length === 0);

/** What a unit of work promises of two enti. */
export const tenantIsolation = (stage: Stage<DatabaseUnderTest>): void => {
  it("shows nothing of another ente, even to who knows the ids of what is another's", async () => {
    const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
    const ask = everything(ente, await fill(stage, ente));
    expect((await ente.run(ask)).filter(isNothing)).toEqual([]);
    expect((await other.run(ask)).filter((answer) => !isNothing(answer))).toEqual([]);
    const published = await other.run(async ({ terms, reads }) => [
      await terms.current(),
      await reads.news('2026-12-31', 50),
      await reads.deadlines('2026-01-01', 50),
    ]);
    expect(published).toEqual([[], [], []]);
  });

  it('changes nothing of another ente', async () => {
    const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
    const filled = await fill(stage, ente);
    const { draft, sent, delivery, unserved } = filled;
    const loose = anAttachment(stage.ids.next(), { citizenId: ente.citizen.id });
    await ente.run(({ attachments }) => attachments.insert(loose));
    const ask = everything(ente, filled);
    const before = await ente.run(ask);
    const { id } = ente.citizen;
    await other.run(async ({ citizens, practices, attachments, deliveries }) => {
      expect(await citizens.saveIdentity(id, { ...ente.citizen.identity, nome: 'Altra' })).toBe(false);
      expect(await citizens.saveTypedIdentity(unserved.id, ente.citizen.identity)).toBe(false);
      expect(await citizens.saveTypedProfile(unserved.id, aProfile())).toBe(false);
      expect(await citizens.eraseUnserved(unserved.id, NOW)).toBe(false);
      await citizens.saveProfile(id, aProfile(), NOW);
      expect(await practices.update({ ...sent, version: 2 }, 1)).toBe(false);
      expect(await practices.saveAnswers(draft.id, id, { uso: 'lavoro' }, 'nota', NOW)).toBe(false);
      expect(await practices.savePrivateNote(draft.id, id, 'nota', NOW)).toBe(false);
      expect(await practices.deleteDraft(draft.id, id)).toBe(false);
      expect(await attachments.delete(loose.id, NOW)).toBe(false);
      await attachments.forgetDiscarded({ sha256: loose.sha256, at: NOW });
      expect(await deliveries.retry(delivery)).toBe(false);
      await deliveries.complete(delivery, NOW);
      await deliveries.fail(delivery, 'error', true);
    });
    expect(await ente.run(ask)).toEqual(before);
  });
};
