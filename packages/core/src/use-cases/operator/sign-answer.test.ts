import { describe, expect, it } from '@jest/globals';
import { aDecision, aSignedFile, asBytes, must } from '../../testing/index.ts';
import { storedBytes } from '../../testing/stored-bytes.ts';
import { type Begun, sent } from '../testing/begun-practice.ts';

describe('the signed answer', () => {
  const decided = async () => {
    const begun = await sent();
    const { portal, act } = begun;
    must(await portal.takeCharge(await act()));
    const decide = async (outcome: 'accettata' | 'rifiutata') => {
      must(await portal.decidePractice(await act(), aDecision({ outcome, reason: 'Manca un documento.' })));
      await portal.drain();
    };
    await decide('rifiutata');
    return { ...begun, decide };
  };
  const answerOf = async ({ portal, ente, operator, id }: Begun): Promise<Uint8Array> => {
    const answer = must(await portal.findOfficeDocument(ente.id, operator, id, 'risposta'));
    return storedBytes(portal.storage, ente.id, answer);
  };
  const handIn = async ({ portal, ente, act }: Begun, content: Uint8Array) => {
    const file = must(await portal.receiveFile(ente.id, aSignedFile('Paola Conti', content)));
    return portal.signAnswer(await act(), file);
  };

  it('is the answer itself, not another document', async () => {
    const begun = await decided();
    const refused = { ok: false, error: { code: 'not_the_answer' } };
    expect(await handIn(begun, asBytes('%PDF- un’altra risposta'))).toEqual(refused);
    expect((await begun.practice()).documents.risposta_firmata).toBeUndefined();
    must(await handIn(begun, await answerOf(begun)));
    await begun.portal.drain();
    expect((await begun.practice()).state).toBe('rifiutata');
  });

  it('is not one that was made before the decision was changed', async () => {
    const begun = await decided();
    const before = await answerOf(begun);
    await begun.decide('accettata');
    expect(await handIn(begun, before)).toEqual({ ok: false, error: { code: 'not_the_answer' } });
    must(await handIn(begun, await answerOf(begun)));
  });

  it('is signed well, and says who did', async () => {
    const begun = await decided();
    const { portal, ente, act } = begun;
    const answer = await answerOf(begun);
    const broken = aSignedFile('Paola Conti', answer, 'signing_certificate');
    expect(await portal.signAnswer(await act(), must(await portal.receiveFile(ente.id, broken)))).toEqual({
      ok: false,
      error: { code: 'bad_signature', problem: 'signing_certificate' },
    });
    must(await handIn(begun, answer));
    expect((await begun.practice()).documents.risposta_firmata?.signers).toMatchObject([
      { name: 'Paola Conti', broken: null, trust: 'unknown' },
    ]);
  });

  it('has a content', async () => {
    const refused = { ok: false, error: { code: 'bad_signature', problem: 'no_content' } };
    expect(await handIn(await decided(), new Uint8Array())).toEqual(refused);
  });

  it('is not possible before the answer was made, whatever it is', async () => {
    const begun = await sent();
    must(await begun.portal.takeCharge(await begun.act()));
    expect(await handIn(begun, asBytes('%PDF-'))).toEqual({ ok: false, error: { code: 'not_possible' } });
  });
});
