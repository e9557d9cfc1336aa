import { describe, expect, it } from '@jest/globals';
import { serviceIdSchema } from '../../shared/ids.ts';
import { aService, aServiceDefinition } from '../builders.ts';
import { type DatabaseUnderTest, useStage } from './stage.ts';

/** The promise of `ServiceStore`. @param open an empty database */
export const serviceStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of services`, () => {
    const stage = useStage(open);

    it('finds a service by its path or its id, whatever its status and its days, and nothing else', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const definition = aServiceDefinition({ slug: 'sospeso', name: "L'«altro» \\ servizio" });
      const suspended = aService(stage.ids.next(), {
        definition,
        status: 'sospeso',
        featured: true,
        closesOn: '2026-12-31',
      });
      await stage.under.setup.publishService(tenant.id, suspended);
      await run(async ({ services }) => {
        expect(await services.bySlug('certificato')).toEqual(service);
        expect(await services.bySlug('sospeso')).toEqual(suspended);
        expect(await services.byId(suspended.id)).toEqual(suspended);
        expect(await services.byId(serviceIdSchema.parse(stage.ids.next()))).toBeNull();
        for (const slug of ['Certificato', '', '%', '\u0000']) expect(await services.bySlug(slug)).toBeNull();
      });
    });

    it('keeps what the ente chooses of a service, of two at once what the first has chosen, and no other ente’s', async () => {
      const { run, service } = await stage.addEnte();
      const other = await stage.addEnte();
      const { id, definition: _same, version, ...choices } = service;
      const works = { bulkDecisions: true, answerFlow: 'documento', drafts: 'many', signInLevel: 3 } as const;
      const settings = { ...service.settings, ...works };
      const chosen = { ...choices, status: 'sospeso', featured: true, closesOn: '2026-12-31', settings } as const;
      expect(await run(({ services }) => services.list())).toEqual([service]);
      const choose = () => run(({ services }) => services.saveChoices(id, chosen, version));
      expect(await Promise.all([choose(), choose()])).toEqual([true, false]);
      expect(await other.run(({ services }) => services.saveChoices(id, choices, 1))).toBe(false);
      const now = { ...service, ...chosen, version: 1 };
      expect(await run(({ services }) => services.byId(id))).toEqual(now);
      expect(await run(({ services }) => services.list())).toEqual([now]);
    });

    it('lists the services: featured first, then by area, position and name as Italian sorts them', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const named = (area: string, label: string, featured: boolean, position = 0) =>
        aService(stage.ids.next(), {
          definition: aServiceDefinition({ slug: `s-${stage.ids.next()}`, area, name: label }),
          featured,
          settings: { ...service.settings, position },
        });
      const before = [
        named('Tributi', 'IMU', true),
        named('Ambiente', 'Zone', false, -1),
        named('Ambiente', 'Èco', false),
        named('Ambiente', 'verde', false),
      ];
      const after = [named('èdilizia', 'Scia', false), named('Tributi', 'Addizionale', false)];
      for (const one of [...after, ...before].toReversed()) await stage.under.setup.publishService(tenant.id, one);
      // The service of the stage is in the area "Anagrafe".
      expect(await run(({ services }) => services.list())).toEqual([...before, service, ...after]);
    });

    it('finds services by their words, best first, and forgives accents, endings and typing mistakes', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const publish = async (slug: string, label: string, area: string, description: string) => {
        const definition = aServiceDefinition({ slug, name: label, area, description });
        const published = aService(stage.ids.next(), { definition });
        await stage.under.setup.publishService(tenant.id, published);
        return published.id;
      };
      const birth = await publish('nascita', 'Certificato di nascita', 'Anagrafe', 'Attesta quando si è nati.');
      const home = await publish('residenza', 'Cambio di residenza', 'Anagrafe', 'Per chi trasloca in città.');
      const water = await publish('acqua', 'Autolettura', 'Acqua', 'Comunica la lettura del contatore.');
      const search = (text: string) => run(({ services }) => services.search(text));
      expect(await search('certificato di nascita')).toEqual([birth]);
      expect((await search('certificati')).toSorted()).toEqual([birth, service.id].toSorted());
      for (const typed of ['residensa', 'RESIDENZA', 'trasloca citta', 'il cambio di residènza', 'cambo residenza']) {
        expect([typed, await search(typed)]).toEqual([typed, [home]]);
      }
      expect(await search('contattore')).toEqual([water]);
      expect((await search('acqua'))[0]).toBe(water);
      expect(await search('passaporto')).toEqual([]);
      expect(await search("x' | !y & ( \u0000 :*")).toEqual([]);
      expect(await search('  ')).toHaveLength(4);
      expect(await search('parola '.repeat(500))).toEqual([]);
    });

    it('searches the current revision alone, and only of its ente', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const definition = aServiceDefinition({ revision: 2, name: 'Passo carrabile', description: 'Un accesso.' });
      await stage.under.setup.publishService(tenant.id, { ...service, definition });
      expect(await run(({ services }) => services.search('certificato'))).toEqual([]);
      expect(await run(({ services }) => services.search('carrabile'))).toEqual([service.id]);
      const other = await stage.addEnte();
      expect(await other.run(({ services }) => services.search('carrabile'))).toEqual([]);
    });

    it('gives a definition at the revision that is asked for, for life', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const definition = aServiceDefinition({ revision: 3, name: 'Certificato nuovo' });
      await stage.under.setup.publishService(tenant.id, { ...service, definition });
      await run(async ({ services }) => {
        expect((await services.bySlug('certificato'))?.definition).toEqual(definition);
        expect(await services.revision(service.id, 3)).toEqual(definition);
        expect(await services.revision(service.id, 1)).toEqual(service.definition);
        expect(await services.revision(service.id, 2)).toBeNull();
        const other = aService(stage.ids.next(), { definition: aServiceDefinition({ slug: 'altro' }) });
        expect(await services.insert(other)).toBe(true);
        const all = await services.revisionsOf([service.id, serviceIdSchema.parse(stage.ids.next())]);
        expect(all).toEqual(
          [definition, service.definition].map((one) => ({ serviceId: service.id, definition: one })),
        );
        const two = await services.revisionsOf([other.id, service.id]);
        expect(two.map(({ definition: { slug, revision } }) => [slug, revision]).toSorted()).toEqual([
          ['altro', 1],
          ['certificato', 1],
          ['certificato', 3],
        ]);
        expect(await services.revisionsOf([])).toEqual([]);
      });
    });

    it('publishes the next revision, of two at once the first, and leaves path, choices and what was published', async () => {
      const { run, service } = await stage.addEnte();
      const { id, definition: first, version, ...choices } = service;
      const chosen = { ...choices, status: 'sospeso', featured: true } as const;
      await run(({ services }) => services.saveChoices(id, chosen, version));
      const next = (label: string) => aServiceDefinition({ revision: 2, name: label });
      const publish = (label: string) => run(({ services }) => services.publish(id, next(label)));
      const [one, other] = await Promise.all([publish('Uno'), publish('Altro')]);
      expect([one, other].toSorted()).toEqual([false, true]);
      const now = { ...service, ...chosen, version: 1, definition: next(one ? 'Uno' : 'Altro') };
      await run(async ({ services }) => {
        expect(await services.byId(id)).toEqual(now);
        expect(await services.revision(id, 1)).toEqual(first);
        for (const revision of [1, 2, 4]) expect(await services.publish(id, { ...first, revision })).toBe(false);
        expect(await services.publish(id, { ...first, revision: 3, slug: 'altrove' })).toBe(false);
        expect(await services.bySlug(first.slug)).toEqual(now);
        expect(await services.revision(id, 3)).toBeNull();
      });
    });

    it('takes a new service at a free path, of two at once the first, and none of another ente’s', async () => {
      const { run, service } = await stage.addEnte();
      const other = await stage.addEnte();
      const definition = aServiceDefinition({ slug: 'nuovo' });
      const [one, two] = [aService(stage.ids.next(), { definition }), aService(stage.ids.next(), { definition })];
      const insert = (added: typeof one) => run(({ services }) => services.insert(added));
      const [first, second] = await Promise.all([insert(one), insert(two)]);
      expect([first, second].toSorted()).toEqual([false, true]);
      expect(await insert(aService(stage.ids.next(), { definition: service.definition }))).toBe(false);
      await run(async ({ services }) => {
        expect(await services.list()).toHaveLength(2);
        expect(await services.bySlug('nuovo')).toEqual(first ? one : two);
      });
      const published = (first ? one : two).id;
      const next = { ...definition, revision: 2 };
      expect(await other.run(({ services }) => services.publish(published, next))).toBe(false);
      expect(await other.run(({ services }) => services.insert(aService(stage.ids.next(), { definition })))).toBe(true);
    });

    it('uses a new revision as soon as it is published, also after the one before was read', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const current = async () =>
        (await run(({ services }) => services.list())).map(({ definition }) => definition.name);
      expect(await current()).toEqual(['Certificato']);
      const definition = aServiceDefinition({ revision: 2, name: 'Certificato nuovo' });
      await stage.under.setup.publishService(tenant.id, { ...service, definition });
      expect(await current()).toEqual(['Certificato nuovo']);
    });
  });
};
