import { describe, expect, it } from '@jest/globals';
import type { SignInRequests } from '../../ports/sign-in-requests.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

export interface SignInRequestsUnderTest extends DatabaseUnderTest {
  readonly signInRequests: SignInRequests;
}

const LATER = minutesLater(1);
const DESTINATION = '/rovereto/servizi/certificato?da=«casa»';

/** The promise of `SignInRequests`. @param open an empty database with its sign-in requests */
export const signInRequestsContract = (name: string, open: () => Promise<SignInRequestsUnderTest>): void => {
  describe(`${name} as sign-ins under way`, () => {
    const stage = useStage(open);

    /** An ente, and a request that was opened there. */
    const opened = async () => {
      const { tenant } = await stage.addEnte();
      const { signInRequests } = stage.under;
      const id = stage.ids.next();
      await signInRequests.open(tenant.id, id, DESTINATION, LATER);
      return { id, consume: (now: Date = NOW, of = tenant.id) => signInRequests.consume(of, id, now) };
    };

    it('give a request once, with where the citizen was going', async () => {
      const { consume } = await opened();
      expect(await consume()).toEqual({ destination: DESTINATION });
      expect(await consume()).toBeNull();
    });

    it('give a request to one of those who ask at once', async () => {
      const { consume } = await opened();
      const answers = await Promise.all(Array.from({ length: 8 }, () => consume()));
      expect(answers.filter((answer) => answer !== null)).toEqual([{ destination: DESTINATION }]);
    });

    it('give no request when its time is over', async () => {
      const { consume } = await opened();
      expect(await consume(LATER)).toBeNull();
      expect(await consume(minutesLater(60))).toBeNull();
    });

    it('give no request to another ente, and keep it for its own', async () => {
      const { consume } = await opened();
      const other = await stage.addEnte();
      expect(await consume(NOW, other.tenant.id)).toBeNull();
      expect(await consume(new Date(LATER.getTime() - 1))).toEqual({ destination: DESTINATION });
    });

    it('give nothing for an id that was not given out', async () => {
      const { tenant } = await stage.addEnte();
      await opened();
      for (const id of ['', 'unknown', '%', '\u0000', stage.ids.next()]) {
        expect(await stage.under.signInRequests.consume(tenant.id, id, NOW)).toBeNull();
      }
    });

    it('keep apart several sign-ins of one browser', async () => {
      const [one, other] = [await opened(), await opened()];
      expect(await other.consume()).not.toBeNull();
      expect(await one.consume()).not.toBeNull();
    });
  });
};
