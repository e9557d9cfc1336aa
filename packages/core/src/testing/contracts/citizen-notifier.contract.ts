import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CitizenNotice, CitizenNotifier } from '../../ports/citizen-notifier.ts';

/** What goes wrong with the next request. `lost`: it was done, and the answer never came. */
export type NotifierTrouble = 'busy' | 'out-of-order' | 'lost';

export interface CitizenNotifierUnderTest {
  readonly notifier: CitizenNotifier;
  /** One that is valid. */
  readonly key: string;
  /** Makes somebody a user. @param takes whether they take messages of the service */
  addUser(codiceFiscale: string, takes: boolean): void;
  /** What users have got, in order. */
  received(): readonly CitizenNotice[];
  next(call: keyof CitizenNotifier, trouble: NotifierTrouble): void;
  close(): Promise<void>;
}

export const aNotice: CitizenNotice = {
  codiceFiscale: 'AAAAAA00A00A000A',
  subject: 'Pratica K7QM-3R9T accettata: è così — «prova»',
  markdown:
    'La richiesta è stata accettata.\n\n[Vai alla pratica](https://portale.example/x)\n\nCosì — «prova» \\* e _altro_.',
  dueAt: new Date('2026-04-12T21:59:59.000Z'),
};

/** The promise of the port: one message, known to have been taken, or not, or perhaps. */
export const citizenNotifierContract = (name: string, open: () => Promise<CitizenNotifierUnderTest>): void => {
  describe(`${name} as a way to citizens`, () => {
    let under: CitizenNotifierUnderTest;
    beforeAll(async () => {
      under = await open();
      under.addUser(aNotice.codiceFiscale, true);
      under.addUser('BBBBBB00B00B000B', false);
    });
    afterAll(() => under.close());

    it('knows who takes messages of the service, who does not, and who is not there', async () => {
      const may = (codiceFiscale: string) => under.notifier.mayWrite(under.key, codiceFiscale);
      expect(await may(aNotice.codiceFiscale)).toBe(true);
      expect(await may('BBBBBB00B00B000B')).toBe(false);
      expect(await may('CCCCCC00C00C000C')).toBe(false);
    });

    it('delivers subject, text and the last instant as they were given', async () => {
      await under.notifier.send(under.key, aNotice);
      expect(under.received().at(-1)).toEqual(aNotice);
      const plain = { ...aNotice, dueAt: null };
      await under.notifier.send(under.key, plain);
      expect(under.received().at(-1)).toEqual(plain);
    });

    it.each([
      ['a short subject', { subject: 'x'.repeat(9) }],
      ['a long subject', { subject: 'x'.repeat(121) }],
      ['a short text', { markdown: 'x'.repeat(79) }],
      ['a long text', { markdown: 'x'.repeat(10_001) }],
    ])('refuses %s', async (_what, wrong) => {
      const before = under.received().length;
      await expect(under.notifier.send(under.key, { ...aNotice, ...wrong })).rejects.toMatchObject({ kind: 'refused' });
      expect(under.received()).toHaveLength(before);
    });

    it('refuses a key that is not valid', async () => {
      const wrong = 'un-altra-chiave-ancora';
      const refused = { name: 'NotifierError', kind: 'refused' };
      await expect(under.notifier.mayWrite(wrong, aNotice.codiceFiscale)).rejects.toMatchObject(refused);
      await expect(under.notifier.send(wrong, aNotice)).rejects.toMatchObject(refused);
    });

    it.each(['mayWrite', 'send'] as const)('says in %s how long it wants to be left alone', async (call) => {
      under.next(call, 'busy');
      const before = under.received().length;
      const asked =
        call === 'send'
          ? under.notifier.send(under.key, aNotice)
          : under.notifier.mayWrite(under.key, aNotice.codiceFiscale);
      await expect(asked).rejects.toMatchObject({ kind: 'again', pauseSeconds: 90 });
      expect(under.received()).toHaveLength(before);
    });

    it('can be tried again when it has said that nothing was taken', async () => {
      under.next('send', 'out-of-order');
      const before = under.received().length;
      await expect(under.notifier.send(under.key, aNotice)).rejects.toMatchObject({ kind: 'again' });
      expect(under.received()).toHaveLength(before);
    });

    it('is in doubt about a message whose answer never came, and sends it once', async () => {
      under.next('send', 'lost');
      const before = under.received().length;
      await expect(under.notifier.send(under.key, aNotice)).rejects.toMatchObject({ kind: 'in-doubt' });
      expect(under.received()).toHaveLength(before + 1);
    });

    it('may be asked again whom it knows, when that answer never came', async () => {
      under.next('mayWrite', 'lost');
      await expect(under.notifier.mayWrite(under.key, aNotice.codiceFiscale)).rejects.toMatchObject({ kind: 'again' });
    });
  });
};
