import { describe, expect, it } from '@jest/globals';
import { anotherCitizen } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

/** The promise of `LookupStore`. @param open an empty database */
export const lookupStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a record of look-ups at the counter`, () => {
    const stage = useStage(open);

    it('keeps who looked up whom and when, oldest first, also of who was erased since', async () => {
      const { run, citizen, operator } = await stage.addEnte();
      const anna = anotherCitizen(stage.ids.next(), { identityVerified: false });
      await run(({ citizens }) => citizens.insert(anna));
      const lookup = (citizenId: typeof citizen.id | null, minutes: number) => ({
        operatorId: operator.id,
        citizenId,
        at: minutesLater(minutes),
      });
      const made = [lookup(anna.id, 0), lookup(citizen.id, 1), lookup(null, 2), lookup(anna.id, 3)];
      for (const one of made) await run(({ lookups }) => lookups.append(one));
      await run(({ citizens }) => citizens.eraseUnserved(anna.id, NOW));
      expect(await run(({ lookups }) => lookups.of(anna.id))).toEqual([made[0], made[3]]);
      expect(await run(({ lookups }) => lookups.of(citizen.id))).toEqual([made[1]]);
    });
  });
};
