import { describe, expect, it } from '@jest/globals';
import { deliveryIdSchema } from '../../shared/ids.ts';
import { anAttachment, anIntegration, anotherCitizen } from '../builders.ts';
import { erasedAnswers } from './erased-answers.ts';
import { type DatabaseUnderTest, minutesLater, NOW, type Stage, type StagedEnte, useStage } from './stage.ts';

const LATER = minutesLater(60);
const [TIED, LOOSE] = ['a'.repeat(64), 'b'.repeat(64)];

/** A citizen with a draft, a sent practice with its iter, delivery, rating and files, and a file that nothing uses. */
const fill = async (stage: Stage<DatabaseUnderTest>, { run, storedDraft, citizen, service, operator }: StagedEnte) => {
  const draft = await storedDraft({ beneficiaries: [citizen.identity.codiceFiscale] });
  const sent = await storedDraft({ state: 'inviata', submittedAt: minutesLater(1), createdAt: minutesLater(1) });
  const file = (sha256: string, minute: number) =>
    anAttachment(stage.ids.next(), { citizenId: citizen.id }, { sha256, uploadedAt: minutesLater(minute) });
  const [tied, loose] = [file(TIED, 1), file(LOOSE, 2)];
  const rating = {
    serviceId: service.id,
    practiceId: sent.id,
    stars: 4,
    aspect: null,
    text: '',
    givenAt: NOW,
  } as const;
  const delivery = deliveryIdSchema.parse(stage.ids.next());
  await run(async ({ practices, timeline, attachments, deliveries, feedback }) => {
    for (const { id } of [draft, sent]) await practices.savePrivateNote(id, citizen.id, `Nota ${id}`, NOW);
    await timeline.append(draft.id, { event: 'bozza', at: NOW, operatorId: null });
    await timeline.append(sent.id, { event: 'inviata', at: minutesLater(1), operatorId: operator.id });
    for (const one of [tied, loose]) await attachments.insert(one);
    await attachments.tie(sent.id, [tied.id]);
    await deliveries.enqueue(delivery, sent.id, { kind: 'register_request' }, NOW);
    await feedback.save(stage.ids.next(), rating);
  });
  return { draft, sent, tied, loose, rating, delivery };
};

const readAllOf = ({ run, citizen }: StagedEnte) =>
  run(async ({ personalData, citizens }) => ({
    citizen: await citizens.byId(citizen.id),
    practices: await personalData.practicesOf(citizen.id),
    timelines: await personalData.timelinesOf(citizen.id),
    deliveries: await personalData.deliveriesOf(citizen.id),
    attachments: await personalData.attachmentsOf(citizen.id),
    feedback: await personalData.feedbackOf(citizen.id),
    erasures: await personalData.erasuresOf(citizen.id),
  }));

/** The promise of `PersonalDataStore`. @param open an empty database */
export const personalDataStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of personal data`, () => {
    const stage = useStage(open);

    it('gives everything of a citizen, oldest first', async () => {
      const ente = await stage.addEnte();
      const { draft, sent, tied, loose, rating, delivery } = await fill(stage, ente);
      const all = await readAllOf(ente);
      expect(all.practices).toEqual([
        { practice: draft, privateNote: `Nota ${draft.id}` },
        { practice: sent, privateNote: `Nota ${sent.id}` },
      ]);
      expect(all.timelines).toEqual([
        { practiceId: draft.id, entry: { event: 'bozza', at: NOW, operatorId: null } },
        { practiceId: sent.id, entry: { event: 'inviata', at: minutesLater(1), operatorId: ente.operator.id } },
      ]);
      expect(all.deliveries.map(({ id, practiceId }) => ({ id, practiceId }))).toEqual([
        { id: delivery, practiceId: sent.id },
      ]);
      expect(all.attachments).toEqual([
        { attachment: tied, practices: [sent.id] },
        { attachment: loose, practices: [] },
      ]);
      expect([all.feedback, all.erasures]).toEqual([[rating], []]);
    });

    it('gives the sent practices that others made on behalf of a citizen, with what was asked to complete them', async () => {
      const { run, citizen, operator, storedDraft } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next());
      await run(({ citizens }) => citizens.insert(anna));
      const of = { citizenId: anna.id, beneficiaries: [citizen.identity.codiceFiscale] };
      await storedDraft(of);
      const sent = await storedDraft({ ...of, state: 'inviata', submittedAt: NOW });
      const found = await run(async ({ personalData }) => [
        await personalData.onBehalfOf(citizen.id),
        await personalData.onBehalfOf(anna.id),
      ]);
      expect(found).toEqual([[sent], []]);
      const own = await storedDraft({ state: 'inviata', submittedAt: NOW });
      const asked = [sent, own].map((practice, minute) =>
        anIntegration(
          stage.ids.next(),
          { practiceId: practice.id, requestedBy: operator.id },
          { requestedAt: minutesLater(minute) },
        ),
      );
      const integrations = await run(async (stores) => {
        for (const one of asked) await stores.integrations.insert(one);
        return [
          await stores.personalData.integrationsOf(citizen.id),
          await stores.personalData.integrationsOf(anna.id),
        ];
      });
      expect(integrations).toEqual([asked, asked.slice(0, 1)]);
    });

    it('erases what need not be kept, keeps the rest, and says what it did', async () => {
      const ente = await stage.addEnte();
      const { sent, tied, delivery } = await fill(stage, ente);
      const { id } = ente.citizen;
      const erased = { at: LATER, drafts: 1, notes: 1, answers: 0, attachments: 1, ratings: 1, profile: true };
      expect(await ente.run(({ personalData }) => personalData.erase(id, LATER))).toEqual(erased);
      const all = await readAllOf(ente);
      expect(all.citizen).toEqual({
        ...ente.citizen,
        contacts: { email: null, telefono: null },
        residenza: null,
        domicilio: null,
        profileCompletedAt: null,
      });
      expect(all.practices).toEqual([{ practice: sent, privateNote: '' }]);
      expect(all.timelines.map(({ practiceId }) => practiceId)).toEqual([sent.id]);
      expect(all.deliveries.map((one) => one.id)).toEqual([delivery]);
      expect(all.attachments).toEqual([{ attachment: tied, practices: [sent.id] }]);
      expect([all.feedback, all.erasures]).toEqual([[], [erased]]);
    });

    it('erases again: nothing is left to erase, and the newest comes first', async () => {
      const ente = await stage.addEnte();
      await fill(stage, ente);
      const { id } = ente.citizen;
      await ente.run(({ personalData }) => personalData.erase(id, LATER));
      const nothing = {
        at: minutesLater(61),
        drafts: 0,
        notes: 0,
        answers: 0,
        attachments: 0,
        ratings: 0,
        profile: false,
      };
      expect(await ente.run(({ personalData }) => personalData.erase(id, minutesLater(61)))).toEqual(nothing);
      const { erasures } = await readAllOf(ente);
      expect(erasures.map(({ at }) => at)).toEqual([minutesLater(61), LATER]);
    });

    it('erases nothing of another citizen, and refuses one who is not there', async () => {
      const ente = await stage.addEnte();
      await fill(stage, ente);
      const anna = anotherCitizen(stage.ids.next());
      await ente.run(({ citizens }) => citizens.insert(anna));
      const before = await readAllOf(ente);
      await ente.run(({ personalData }) => personalData.erase(anna.id, LATER));
      expect(await readAllOf(ente)).toEqual(before);
      const nobody = anotherCitizen(stage.ids.next());
      await expect(ente.run(({ personalData }) => personalData.erase(nobody.id, LATER))).rejects.toThrow();
    });

    it('discards the contents of what it erases: of those that are the same as others’, something still speaks', async () => {
      const ente = await stage.addEnte();
      const { run, citizen, storedDraft } = ente;
      await fill(stage, ente);
      const used = ['d'.repeat(64), 'e'.repeat(64)] as const;
      await run(async ({ attachments }) => {
        for (const sha256 of used) {
          await attachments.insert(anAttachment(stage.ids.next(), { citizenId: citizen.id }, { sha256 }));
        }
      });
      const anna = anotherCitizen(stage.ids.next());
      const document = { fileName: 'modulo.pdf', sha256: used[1], size: 10 };
      await storedDraft({ state: 'inviata', submittedAt: NOW, documents: { modulo: document } });
      await run(async ({ citizens, attachments }) => {
        await citizens.insert(anna);
        await attachments.insert(anAttachment(stage.ids.next(), { citizenId: anna.id }, { sha256: used[0] }));
      });
      await run(({ personalData }) => personalData.erase(citizen.id, NOW));
      const discarded = (before: Date) => run(({ attachments }) => attachments.discarded(before, null, 50));
      expect(await discarded(NOW)).toEqual([]);
      expect(await discarded(LATER)).toEqual([LOOSE, ...used].toSorted().map((sha256) => ({ sha256, at: NOW })));
      const referred = await run(({ attachments }) => attachments.referredTo([LOOSE, ...used]));
      expect(referred).toEqual(new Set(used));
    });

    it('erases a draft with the mail that warns of its end', async () => {
      const { run, citizen, storedDraft } = await stage.addEnte();
      const draft = await storedDraft();
      const mail = deliveryIdSchema.parse(stage.ids.next());
      const effect = { kind: 'mail', template: 'bozza_due_giorni', operatorId: null } as const;
      await run(({ deliveries }) => deliveries.enqueue(mail, draft.id, effect, NOW));
      const { drafts } = await run(({ personalData }) => personalData.erase(citizen.id, LATER));
      const left = await run(async ({ practices, deliveries }) => [
        await practices.byId(draft.id),
        await deliveries.byId(mail),
      ]);
      expect([drafts, left]).toEqual([1, [null, null]]);
    });

    erasedAnswers(stage);
  });
};
