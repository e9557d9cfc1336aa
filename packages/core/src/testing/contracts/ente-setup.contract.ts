import { describe, expect, it } from '@jest/globals';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { Service, ServiceChoices } from '../../service/service.ts';
import { anOperator, aService, aServiceDefinition, aTenant, aTermsDocument } from '../builders.ts';
import { asAccount } from './account-store.contract.ts';
import { type DatabaseUnderTest, useStage } from './stage.ts';

export interface EnteSetupUnderTest extends DatabaseUnderTest {
  readonly tenants: TenantDirectory;
}

const BULLETIN = { title: 'Avviso', text: 'Testo', day: '2026-03-02', link: null };

/** The promise of `EnteSetup`. @param open an empty database */
export const enteSetupContract = (name: string, open: () => Promise<EnteSetupUnderTest>): void => {
  describe(`${name} as the setup of an ente`, () => {
    const stage = useStage(open);

    it('publishes a service once when two do so at once', async () => {
      const { setup, unitOfWork } = stage.under;
      const tenant = aTenant(stage.ids.next(), { slug: 'due-insieme' });
      await setup.addTenant(tenant);
      const slugs = Array.from({ length: 30 }, (_, index) => `servizio-${index}`);
      for (const slug of slugs) {
        const service = aService(stage.ids.next());
        const named = { ...service, definition: { ...service.definition, slug } };
        const publish = () => setup.publishService(tenant.id, named);
        expect(await Promise.all([publish(), publish()])).toMatchObject([{ ok: true }, { ok: true }]);
      }
      const listed = await unitOfWork.run(tenant.id, ({ services }) => services.list());
      expect(listed.map(({ definition }) => definition.slug).toSorted()).toEqual(slugs.toSorted());
    });

    it('puts an ente on the portal with all that it publishes, also when two do so at once', async () => {
      const { setup, unitOfWork, tenants } = stage.under;
      const tenant = aTenant(stage.ids.next(), { slug: 'rovereto' });
      const terms = aTermsDocument(stage.ids.next());
      const service = aService(stage.ids.next());
      const operator = anOperator(stage.ids.next(), { services: [service.id] });
      const start = async () => {
        await setup.addTenant(tenant);
        await setup.publishTerms(tenant.id, terms);
        await setup.publishService(tenant.id, service);
        await setup.addOperator(tenant.id, operator, 'hash');
        await setup.addNews(tenant.id, 'n', BULLETIN);
        await setup.addDeadline(tenant.id, 'd', BULLETIN);
      };
      await Promise.all([start(), start()]);
      await start();
      expect(await tenants.bySlug('rovereto')).toEqual(tenant);
      await unitOfWork.run(tenant.id, async ({ services, accounts, reads, ...stores }) => {
        expect(await stores.terms.current()).toEqual([terms]);
        expect(await services.list()).toEqual([service]);
        expect(await accounts.credentials(operator.email)).toEqual({
          account: asAccount(operator),
          passwordHash: 'hash',
        });
        expect(await reads.news('2026-12-31', 5)).toEqual([{ ...BULLETIN, id: 'n' }]);
        expect(await reads.deadlines('2026-01-01', 5)).toEqual([{ ...BULLETIN, id: 'd' }]);
      });
    });

    it('takes an ente off the list and puts it back, and keeps all of it', async () => {
      const { tenant, run } = await stage.addEnte();
      const { setup, tenants } = stage.under;
      const listed = async () => (await tenants.search(tenant.name)).map(({ id }) => id);
      const before = await run(({ services }) => services.list());
      expect(await setup.setDisabled(tenant.id, true)).toBe(true);
      expect(await listed()).toEqual([]);
      expect(await tenants.byId(tenant.id)).toEqual({ ...tenant, disabled: true });
      expect(await run(({ services }) => services.list())).toEqual(before);
      expect(await setup.setDisabled(tenant.id, false)).toBe(true);
      expect(await listed()).toEqual([tenant.id]);
      expect(await setup.setDisabled(aTenant(stage.ids.next()).id, true)).toBe(false);
    });

    it('puts an ente back with its drafts unwarned, so that none is deleted for the time when nobody could come in', async () => {
      const { tenant, run, storedDraft } = await stage.addEnte();
      const { setup } = stage.under;
      const warning = { template: 'bozza_due_giorni', on: '2026-03-01' } as const;
      const draft = await storedDraft({ warning });
      const warned = async () => (await run(({ practices }) => practices.byId(draft.id)))?.warning;
      await setup.setDisabled(tenant.id, true);
      expect(await warned()).toEqual(warning);
      await setup.setDisabled(tenant.id, false);
      expect(await warned()).toBeNull();
    });

    it('never changes what was there before', async () => {
      const { run, tenant, service, operator } = await stage.addEnte();
      const { setup, tenants } = stage.under;
      const terms = aTermsDocument(stage.ids.next());
      await setup.publishTerms(tenant.id, terms);
      await setup.addNews(tenant.id, 'n', BULLETIN);
      await setup.addDeadline(tenant.id, 'd', BULLETIN);
      const definition = aServiceDefinition({ name: 'Altro' });
      await setup.addTenant({ ...tenant, name: 'Altro' });
      await setup.publishTerms(tenant.id, { ...terms, title: 'Altro', mandatory: false });
      const changed = { ...service, status: 'sospeso', featured: true } as const;
      expect(await setup.publishService(tenant.id, changed)).toEqual({ ok: true, value: null });
      expect(await setup.publishService(tenant.id, { ...changed, definition })).toEqual({
        ok: false,
        error: { code: 'revision_published' },
      });
      await setup.addOperator(tenant.id, { ...operator, name: 'Altro', services: [], enabled: false }, 'another hash');
      await setup.addNews(tenant.id, 'n', { ...BULLETIN, title: 'Altro' });
      await setup.addDeadline(tenant.id, 'd', { ...BULLETIN, title: 'Altro' });
      expect(await tenants.byId(tenant.id)).toEqual(tenant);
      await run(async ({ services, accounts, reads, ...stores }) => {
        expect(await stores.terms.current()).toEqual([terms]);
        expect(await services.list()).toEqual([service]);
        expect(await services.revision(service.id, 1)).toEqual(service.definition);
        expect(await accounts.credentials(operator.email)).toEqual({
          account: asAccount(operator),
          passwordHash: 'hash',
        });
        expect(await reads.news('2026-12-31', 5)).toEqual([{ ...BULLETIN, id: 'n' }]);
        expect(await reads.deadlines('2026-01-01', 5)).toEqual([{ ...BULLETIN, id: 'd' }]);
      });
    });

    it('gives who is there already a second factor, and takes none away that they have', async () => {
      const { run, tenant, operator } = await stage.addEnte();
      const { setup } = stage.under;
      const secret = async () => (await run(({ accounts }) => accounts.secondFactor(operator.id)))?.sealedSecret;
      await setup.addOperator(tenant.id, operator, 'another hash', 'sealed');
      expect(await secret()).toBe('sealed');
      await setup.addOperator(tenant.id, operator, 'another hash', 'another one');
      await setup.addOperator(tenant.id, operator, 'another hash');
      expect(await secret()).toBe('sealed');
      const known = await run(({ accounts }) => accounts.credentials(operator.email));
      expect(known?.passwordHash).toBe('hash');
    });

    it('makes a higher revision of a service the one in use, with its path and its days, and no lower one', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const { setup } = stage.under;
      const at = (revision: number, slug: string) => aServiceDefinition({ revision, slug });
      const third = { ...service, definition: at(3, 'nuovo'), opensOn: '2026-12-01', closesOn: '2026-12-01' };
      await setup.publishService(tenant.id, third);
      await setup.publishService(tenant.id, { ...service, definition: at(2, 'vecchio') });
      await run(async ({ services }) => {
        expect(await services.list()).toEqual([third]);
        expect(await services.bySlug('nuovo')).toEqual(third);
        expect(await services.bySlug('vecchio')).toBeNull();
        expect(await services.bySlug('certificato')).toBeNull();
        expect(await services.revision(service.id, 2)).toEqual(at(2, 'vecchio'));
      });
    });

    it('keeps the days of a service when a new revision comes without any, and changes both when it comes with one', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const publish = (revision: number, days: Partial<Service>) =>
        stage.under.setup.publishService(tenant.id, {
          ...service,
          definition: aServiceDefinition({ revision }),
          ...days,
        });
      const kept = async () => {
        const [{ opensOn, closesOn, definition } = service] = await run(({ services }) => services.list());
        return [definition.revision, opensOn, closesOn];
      };
      await publish(2, { opensOn: '2026-01-10', closesOn: '2026-01-31' });
      await publish(3, {});
      expect(await kept()).toEqual([3, '2026-01-10', '2026-01-31']);
      await publish(4, { opensOn: '2026-03-01' });
      expect(await kept()).toEqual([4, '2026-03-01', null]);
    });

    it('keeps a service suspended, featured or neither whatever revision comes, until the ente chooses otherwise', async () => {
      const { run, tenant, service } = await stage.addEnte();
      const now = async () => (await run(({ services }) => services.byId(service.id))) ?? service;
      const publish = (revision: number, choices: Partial<ServiceChoices>) =>
        stage.under.setup.publishService(tenant.id, {
          ...service,
          definition: aServiceDefinition({ revision }),
          ...choices,
        });
      const settings = { ...service.settings, answerFlow: 'documento', position: 3 } as const;
      await publish(2, { status: 'sospeso', featured: true, settings });
      expect(await now()).toEqual({ ...service, definition: aServiceDefinition({ revision: 2 }) });
      const choices = { status: 'sospeso', featured: true, opensOn: null, closesOn: '2026-12-31', settings } as const;
      expect(await run(({ services }) => services.saveChoices(service.id, choices, 0))).toBe(true);
      await publish(2, {});
      await publish(3, {});
      const third = { ...service, ...choices, version: 1, definition: aServiceDefinition({ revision: 3 }) };
      expect(await now()).toEqual(third);
    });

    it('keeps what is published while somebody works', async () => {
      const { run, tenant, newDraft } = await stage.addEnte();
      const terms = aTermsDocument(stage.ids.next());
      const draft = newDraft();
      const publishing: Promise<void>[] = [];
      await run(async ({ practices }) => {
        publishing.push(stage.under.setup.publishTerms(tenant.id, terms));
        await practices.insert(draft, false);
      });
      await Promise.all(publishing);
      expect(await run((stores) => stores.terms.current())).toEqual([terms]);
      expect(await run(({ practices }) => practices.byId(draft.id))).toEqual(draft);
    });
  });
};
