import { describe, expect, it } from '@jest/globals';
import type { CitizenId } from '../../shared/ids.ts';
import { aCitizen, anAttachment, anotherCitizen, aProfile } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

/** The promise of `CitizenStore`. @param open an empty database */
export const citizenStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of citizens`, () => {
    const stage = useStage(open);

    it('finds a citizen by id and by codice fiscale, as they were stored', async () => {
      const { run, citizen } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next(), { residenza: null, profileCompletedAt: NOW });
      expect(await run(({ citizens }) => citizens.insert(anna))).toBe(true);
      await run(async ({ citizens }) => {
        expect(await citizens.byId(anna.id)).toEqual(anna);
        expect(await citizens.byIds([anna.id, citizen.id])).toEqual([anna, citizen]);
        expect(await citizens.byCodiceFiscale(anna.identity.codiceFiscale)).toEqual(anna);
      });
    });

    it('finds nobody where there is nobody', async () => {
      const { run } = await stage.addEnte();
      const nobody = anotherCitizen(stage.ids.next());
      await run(async ({ citizens }) => {
        expect(await citizens.byId(nobody.id)).toBeNull();
        expect([await citizens.byIds([nobody.id]), await citizens.byIds([])]).toEqual([[], []]);
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
      const residenza = { stato: 'Francia', via: 'Rue Cler', civico: '7', cap: '', comune: 'Parigi', provincia: '' };
      const [fuller, emptier] = [
        { contacts: { email: null, telefono: '0464 1' }, residenza, domicilio },
        { contacts: { email: 'a@b.example', telefono: null }, residenza: domicilio, domicilio: null },
      ];
      await run(({ citizens }) => citizens.saveProfile(citizen.id, fuller, NOW));
      const saved = { ...citizen, ...fuller, profileCompletedAt: citizen.profileCompletedAt ?? NOW };
      expect(await run(({ citizens }) => citizens.byId(citizen.id))).toEqual(saved);
      await run(({ citizens }) => citizens.saveProfile(citizen.id, emptier, new Date(NOW.getTime() + 1)));
      expect(await run(({ citizens }) => citizens.byId(citizen.id))).toEqual({ ...saved, ...emptier });
    });

    it('remembers that an address refuses mail until one arrives or the profile is saved, and nothing of another address', async () => {
      const { run } = await stage.addEnte();
      const profile = aProfile({ contacts: { email: 'anna@posta.example', telefono: null } });
      const anna = anotherCitizen(stage.ids.next(), profile);
      await run(({ citizens }) => citizens.insert(anna));
      const note = (email: string, refused: boolean) =>
        run(async ({ citizens }) => {
          await citizens.saveEmailRefused(anna.id, email, refused);
          return (await citizens.byId(anna.id))?.emailRefused;
        });
      expect(await note('altra@posta.example', true)).toBe(false);
      expect(await note('anna@posta.example', true)).toBe(true);
      expect(await note('altra@posta.example', false)).toBe(true);
      expect(await note('anna@posta.example', false)).toBe(false);
      await note('anna@posta.example', true);
      await run(({ citizens }) => citizens.saveTypedProfile(anna.id, profile));
      expect(await run(({ citizens }) => citizens.byId(anna.id))).toEqual(anna);
      await note('anna@posta.example', true);
      await run(({ citizens }) => citizens.saveProfile(anna.id, profile, NOW));
      expect(await run(({ citizens }) => citizens.byId(anna.id))).toEqual({ ...anna, profileCompletedAt: NOW });
    });

    it('takes what an operator types until the citizen has signed in and completed the profile, and nothing afterwards', async () => {
      const { run } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next(), { identityVerified: false });
      const identity = { ...anna.identity, luogoNascita: 'Trento' };
      const profile = aProfile();
      await run(async ({ citizens }) => {
        await citizens.insert(anna);
        expect(await citizens.saveTypedIdentity(anna.id, identity)).toBe(true);
        expect(await citizens.saveTypedProfile(anna.id, profile)).toBe(true);
        expect(await citizens.byId(anna.id)).toEqual({ ...anna, ...profile, identity });
        await citizens.saveIdentity(anna.id, anna.identity);
        await citizens.saveProfile(anna.id, { ...profile, contacts: anna.contacts }, NOW);
        expect(await citizens.saveTypedIdentity(anna.id, identity)).toBe(false);
        expect(await citizens.saveTypedProfile(anna.id, profile)).toBe(false);
        const chosen = { ...profile, contacts: anna.contacts, identityVerified: true, profileCompletedAt: NOW };
        expect(await citizens.byId(anna.id)).toEqual({ ...anna, ...chosen });
      });
    });

    it('lets whoever types at the counter lose against the citizen who saves at the same moment', async () => {
      const { run } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next());
      await run(({ citizens }) => citizens.insert(anna));
      const chosen = aProfile({ contacts: { email: 'scelta@cittadini.example', telefono: null } });
      await Promise.all([
        run(({ citizens }) => citizens.saveProfile(anna.id, chosen, NOW)),
        run(({ citizens }) => citizens.saveTypedProfile(anna.id, aProfile())),
      ]);
      expect(await run(({ citizens }) => citizens.byId(anna.id))).toMatchObject(chosen);
    });

    it('erases with their files those whom the counter alone has known and of whom no practice is left', async () => {
      const { run, citizen, storedDraft } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next(), { identityVerified: false });
      await run(({ citizens }) => citizens.insert(anna));
      const file = anAttachment(stage.ids.next(), { citizenId: anna.id });
      await run(({ attachments }) => attachments.insert(file));
      const draft = await storedDraft({ citizenId: anna.id });
      const unserved = () => run(({ citizens }) => citizens.unserved(null, 9));
      const erase = (id: CitizenId) => run(({ citizens }) => citizens.eraseUnserved(id, NOW));
      expect([await unserved(), await erase(anna.id)]).toEqual([[], false]);
      await run(({ practices }) => practices.deleteDraft(draft.id, anna.id));
      expect([await unserved(), await erase(citizen.id)]).toEqual([[anna.id], false]);
      expect(await run(({ citizens }) => citizens.unserved(anna.id, 9))).toEqual([]);
      expect([await erase(anna.id), await erase(anna.id)]).toEqual([true, false]);
      await run(async ({ citizens, attachments }) => {
        expect(await citizens.byId(anna.id)).toBeNull();
        expect(await citizens.byId(citizen.id)).toEqual(citizen);
        expect(await attachments.byId(file.id)).toBeNull();
        expect(await attachments.discarded(minutesLater(1), null, 9)).toEqual([{ sha256: file.sha256, at: NOW }]);
        expect(await citizens.saveIdentity(anna.id, anna.identity)).toBe(false);
      });
    });

    it('erases nobody who signs in, or for whom a practice is opened, at the same moment', async () => {
      const { run, newDraft } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next(), { identityVerified: false });
      await run(({ citizens }) => citizens.insert(anna));
      const draft = newDraft({ citizenId: anna.id });
      const [opened, erased] = await Promise.all([
        run(async ({ citizens, practices }) => {
          if (!(await citizens.saveIdentity(anna.id, anna.identity))) return false;
          return practices.insert(draft, false);
        }),
        run(({ citizens }) => citizens.eraseUnserved(anna.id, NOW)),
      ]);
      expect(erased).toBe(!opened);
    });

    it('leaves of the birth what the identity provider did not say, also when another sign-in says it at the same moment', async () => {
      const { run, citizen } = await stage.addEnte();
      const { identity } = citizen;
      const [day, place] = [
        { ...identity, nome: 'Mariella', dataNascita: '1925-04-12', luogoNascita: null },
        { ...identity, nome: 'Mariella', dataNascita: null, luogoNascita: 'Trento' },
      ];
      const said = await Promise.all(
        [day, place].map((one) => run(({ citizens }) => citizens.saveIdentity(citizen.id, one))),
      );
      expect(said).toEqual([true, true]);
      const both = { ...identity, nome: 'Mariella', dataNascita: '1925-04-12', luogoNascita: 'Trento' };
      expect(await run(({ citizens }) => citizens.byId(citizen.id))).toMatchObject({ identity: both });
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
