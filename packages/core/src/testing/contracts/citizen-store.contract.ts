import { describe, expect, it } from '@jest/globals';
import { aCitizen, anotherCitizen } from '../builders.ts';
import { type DatabaseUnderTest, NOW, useStage } from './stage.ts';

const NOWHERE = { via: '', civico: '', cap: '', comune: '', provincia: '' };

/** The promise of `CitizenStore`. @param open an empty database */
export const citizenStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of citizens`, () => {
    const stage = useStage(open);

    it('finds a citizen by id and by codice fiscale, as they were stored', async () => {
      const { run } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next(), { residenza: null, profileCompletedAt: NOW });
      expect(await run(({ citizens }) => citizens.insert(anna))).toBe(true);
      await run(async ({ citizens }) => {
        expect(await citizens.byId(anna.id)).toEqual(anna);
        expect(await citizens.byCodiceFiscale(anna.identity.codiceFiscale)).toEqual(anna);
      });
    });

    it('finds nobody where there is nobody', async () => {
      const { run } = await stage.addEnte();
      const nobody = anotherCitizen(stage.ids.next());
      await run(async ({ citizens }) => {
        expect(await citizens.byId(nobody.id)).toBeNull();
        expect(await citizens.byCodiceFiscale(nobody.identity.codiceFiscale)).toBeNull();
      });
    });

    it('keeps one citizen for each codice fiscale: the second is refused and nothing is written', async () => {
      const { run, citizen } = await stage.addEnte();
      const second = aCitizen(stage.ids.next(), { contacts: { email: null, telefono: '333 1' } });
      expect(await run(({ citizens }) => citizens.insert(second))).toBe(false);
      await run(async ({ citizens }) => {
        expect(await citizens.byId(second.id)).toBeNull();
        expect(await citizens.byCodiceFiscale(citizen.identity.codiceFiscale)).toEqual(citizen);
      });
    });

    it('keeps one citizen when several sign-ins of a new one meet', async () => {
      const { run } = await stage.addEnte();
      const arriving = Array.from({ length: 4 }, () => anotherCitizen(stage.ids.next()));
      const inserted = await Promise.all(arriving.map((one) => run(({ citizens }) => citizens.insert(one))));
      expect(inserted.filter((stored) => stored)).toHaveLength(1);
      const found = await run(({ citizens }) => Promise.all(arriving.map(({ id }) => citizens.byId(id))));
      expect(found.map((one) => one !== null)).toEqual(inserted);
    });

    it('keeps the same person apart at two enti', async () => {
      const [one, other] = [await stage.addEnte(), await stage.addEnte()];
      const code = one.citizen.identity.codiceFiscale;
      expect(await one.run(({ citizens }) => citizens.byCodiceFiscale(code))).toEqual(one.citizen);
      expect(await other.run(({ citizens }) => citizens.byCodiceFiscale(code))).toEqual(other.citizen);
    });

    it('keeps what is saved of the profile, also what is taken away, and when it was saved first', async () => {
      const { run, citizen } = await stage.addEnte();
      const domicilio = { via: 'Via Dante', civico: '3/b', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
      const [fuller, emptier] = [
        { contacts: { email: null, telefono: '0464 1' }, residenza: domicilio, domicilio },
        { contacts: { email: 'a@b.example', telefono: null }, residenza: domicilio, domicilio: null },
      ];
      await run(({ citizens }) => citizens.saveProfile(citizen.id, fuller, NOW));
      const saved = { ...citizen, ...fuller, profileCompletedAt: citizen.profileCompletedAt ?? NOW };
      expect(await run(({ citizens }) => citizens.byId(citizen.id))).toEqual(saved);
      await run(({ citizens }) => citizens.saveProfile(citizen.id, emptier, new Date(NOW.getTime() + 1)));
      expect(await run(({ citizens }) => citizens.byId(citizen.id))).toEqual({ ...saved, ...emptier });
    });

    it('leaves the profile to be completed of somebody whose contacts an operator typed, and verifies them at the sign-in', async () => {
      const { run } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next(), { identityVerified: false });
      const profile = { contacts: anna.contacts, residenza: anna.residenza ?? NOWHERE, domicilio: null };
      await run(async ({ citizens }) => {
        await citizens.insert(anna);
        await citizens.saveProfile(anna.id, profile, null);
        expect(await citizens.byId(anna.id)).toEqual({ ...anna, ...profile });
        await citizens.saveIdentity(anna.id, anna.identity);
        expect(await citizens.byId(anna.id)).toEqual({ ...anna, ...profile, identityVerified: true });
      });
    });

    it('keeps identity and profile apart, so that neither is lost when both are saved at the same moment', async () => {
      const { run, citizen } = await stage.addEnte();
      const identity = { ...citizen.identity, nome: "Maria Così D'Àmico" };
      const residenza = { via: 'Via Dante', civico: '3/b', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
      const profile = { contacts: { email: null, telefono: '0464 1' }, residenza, domicilio: null };
      await run(({ citizens }) => citizens.saveProfile(citizen.id, profile, NOW));
      await run(({ citizens }) => citizens.saveIdentity(citizen.id, identity));
      expect(await run(({ citizens }) => citizens.byId(citizen.id))).toMatchObject({ identity, ...profile });
    });
  });
};
