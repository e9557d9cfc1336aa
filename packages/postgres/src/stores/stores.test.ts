import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Attachment, attachmentIdSchema, deliveryIdSchema, termsIdSchema, type UnitOfWork } from '@stanza/core';
import { v7 } from 'uuid';
import { makeEnteSetup } from '../make-ente-setup.ts';
import { makeUnitOfWork } from '../make-unit-of-work.ts';
import { NOW, newDraft, openPortal, type TestPortal } from '../testing/portal.ts';

const minutesLater = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

describe('the stores on PostgreSQL', () => {
  let portal: TestPortal;
  let unitOfWork: UnitOfWork;
  beforeAll(async () => {
    portal = await openPortal();
    unitOfWork = makeUnitOfWork(portal.app);
  });
  afterAll(() => portal.close());

  it('keep one citizen for each codice fiscale, and what is saved of them', async () => {
    const { tenant, citizen } = portal.ente;
    const residenza = { via: 'Via Roma', civico: '1', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
    const saved = {
      ...citizen,
      residenza,
      contacts: { email: 'm@example.it', telefono: null },
      profileCompletedAt: NOW,
    };
    await unitOfWork.run(tenant.id, async ({ citizens }) => {
      expect(await citizens.insert(citizen)).toBe(false);
      await citizens.save(saved);
      expect(await citizens.byCodiceFiscale(citizen.identity.codiceFiscale)).toEqual(saved);
      await citizens.save(citizen);
      expect(await citizens.byId(citizen.id)).toEqual(citizen);
    });
  });

  it('add answers to a draft of the citizen, and to nothing else', async () => {
    const { tenant, citizen } = portal.ente;
    const draft = newDraft(portal.ente);
    await unitOfWork.run(tenant.id, async ({ practices }) => {
      await practices.insert(draft, false);
      expect(await practices.saveAnswers(draft.id, citizen.id, { nome: 'Ada', istruzioni: true }, 'una nota')).toBe(
        true,
      );
      expect(await practices.saveAnswers(draft.id, citizen.id, { nome: 'Eva' }, null)).toBe(true);
      const owned = await practices.ownedBy(draft.id, citizen.id);
      expect(owned?.practice.answers).toEqual({ nome: 'Eva', istruzioni: true });
      expect(owned?.privateNote).toBe('una nota');
      await practices.update({ ...draft, state: 'inviata', submittedAt: NOW, version: 2 }, 1);
      expect(await practices.saveAnswers(draft.id, citizen.id, { nome: 'Ida' }, null)).toBe(false);
      expect(await practices.savePrivateNote(draft.id, citizen.id, 'altra')).toBe(true);
    });
  });

  it('give the same object for a definition each time, in list, by slug and by revision', async () => {
    const { tenant, service } = portal.ente;
    const read = () =>
      unitOfWork.run(tenant.id, async ({ services }) => [
        (await services.list())[0]?.definition,
        (await services.bySlug('certificato'))?.definition,
        await services.revision(service.id, 1),
      ]);
    const [first, ...others] = [...(await read()), ...(await read())];
    expect(first).toEqual(service.definition);
    for (const other of others) expect(other).toBe(first);
    expect(await unitOfWork.run(tenant.id, ({ services }) => services.revision(service.id, 2))).toBeNull();
  });

  it('use the highest published revision of a service and keep the others', async () => {
    const { tenant, service } = portal.ente;
    const setup = makeEnteSetup(portal.admin);
    const second = { ...service, definition: { ...service.definition, revision: 2, name: 'Certificato nuovo' } };
    await setup.publishService(tenant.id, second);
    await setup.publishService(tenant.id, { ...service, status: 'sospeso' });
    await unitOfWork.run(tenant.id, async ({ services }) => {
      expect(await services.bySlug('certificato')).toEqual(second);
      expect(await services.revision(service.id, 1)).toEqual(service.definition);
    });
  });

  it('know the newest terms, and the first time that each was accepted', async () => {
    const { tenant, citizen } = portal.ente;
    const setup = makeEnteSetup(portal.admin);
    const terms = (key: string, revision: number, mandatory: boolean) => {
      const id = termsIdSchema.parse(v7());
      return { id, key, revision, title: key, body: ['Uno, "due"', '{tre}'], mandatory };
    };
    const [old, current, optional] = [terms('b', 1, true), terms('b', 2, true), terms('a', 1, false)];
    for (const document of [old, current, optional]) await setup.publishTerms(tenant.id, document);
    await unitOfWork.run(tenant.id, async (stores) => {
      expect(await stores.terms.current()).toEqual([current, optional]);
      await stores.terms.accept(citizen.id, optional.id, NOW);
      await stores.terms.accept(citizen.id, current.id, minutesLater(1));
      await stores.terms.accept(citizen.id, optional.id, minutesLater(2));
      const accepted = await stores.terms.acceptances(citizen.id);
      expect(accepted.map(({ key, acceptedAt }) => [key, acceptedAt])).toEqual([
        ['b', minutesLater(1)],
        ['a', NOW],
      ]);
    });
  });

  it('tie attachments to a practice in the order given, once', async () => {
    const { tenant, citizen } = portal.ente;
    const draft = newDraft(portal.ente);
    const files = ['uno', 'due', 'tre'].map(
      (name): Attachment => ({
        id: attachmentIdSchema.parse(v7()),
        citizenId: citizen.id,
        fileName: `${name}.pdf`,
        description: 'Documento',
        type: 'pdf',
        size: 5_000_000_000,
        sha256: 'b'.repeat(64),
        uploadedAt: NOW,
      }),
    );
    const order = files.map((file) => file.id).toReversed();
    await unitOfWork.run(tenant.id, async ({ practices, attachments }) => {
      await practices.insert(draft, false);
      for (const file of files) await attachments.insert(file);
      expect(await attachments.byIds([...order, attachmentIdSchema.parse(v7())])).toEqual(files.toReversed());
      await attachments.tie(draft.id, order);
      await attachments.tie(draft.id, order);
      expect(await attachments.of(draft.id)).toEqual(files.toReversed());
    });
  });

  it('keep timeline and deliveries in the order of writing', async () => {
    const { tenant, operator } = portal.ente;
    const draft = newDraft(portal.ente);
    const events = ['bozza', 'inviata', 'presa_in_carico'] as const;
    const ids = [deliveryIdSchema.parse(v7()), deliveryIdSchema.parse(v7())].toReversed();
    await unitOfWork.run(tenant.id, async ({ practices, timeline, deliveries }) => {
      await practices.insert(draft, false);
      for (const event of events) await timeline.append(draft.id, { event, at: NOW, operatorId: operator.id });
      expect((await timeline.of(draft.id)).map(({ event }) => event)).toEqual(events);
      for (const id of ids) await deliveries.enqueue(id, draft.id, { kind: 'register_request' }, NOW);
      for (const id of ids) await deliveries.complete(id, minutesLater(1));
      await deliveries.complete(ids[0] ?? deliveryIdSchema.parse(v7()), minutesLater(9));
      const written = await deliveries.of(draft.id);
      expect(written.map(({ id, state, completedAt }) => [id, state, completedAt])).toEqual(
        ids.map((id) => [id, 'consegnata', minutesLater(1)]),
      );
    });
  });

  it('find an operator by e-mail in any letter case, and the enabled ones of a service', async () => {
    const { tenant, operator, service } = portal.ente;
    await unitOfWork.run(tenant.id, async ({ operators }) => {
      expect(await operators.credentials('ANNA@comune.EXAMPLE')).toEqual({ operator, passwordHash: 'hash' });
      expect(await operators.byId(operator.id)).toEqual(operator);
      expect(await operators.enabledFor(service.id)).toEqual([operator]);
    });
  });
});
