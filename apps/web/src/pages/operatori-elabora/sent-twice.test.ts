import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeP7m } from '@stanza/gateways/testing';
import { answerOf, decide, officeHref, registeredPractice, takeCharge, versionOn } from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const REJECT = { flusso: 'firma', esito: 'rifiutata', motivazione: 'Mancano i dati della madre.\r\nServono.  ' };

let portal: TestPortal;
let citizen: TestBrowser;
let operator: TestBrowser;
/** Registered and in the operator's charge. */
let id: string;
let elabora: string;
beforeAll(async () => {
  portal = await makeTestPortal();
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
});
afterAll(() => portal.close());
beforeEach(async () => {
  id = await registeredPractice(portal, citizen);
  elabora = `${officeHref(id)}/elabora`;
  await takeCharge(operator, id);
});

const answers = (pages: readonly { readonly status: number; readonly location: string | null }[]) =>
  pages.map(({ status, location }) => [status, location]);

describe('a form of the office that is sent twice', () => {
  it('decides once, and succeeds twice', async () => {
    const versione = versionOn(await operator.visit(elabora));
    const send = () => operator.post(elabora, { ...REJECT, versione });
    expect(answers([await send(), await send()])).toEqual(Array(2).fill([303, elabora]));
    expect(answers(await Promise.all([send(), send()]))).toEqual(Array(2).fill([303, elabora]));
    const other = await operator.post(elabora, { ...REJECT, motivazione: 'Un’altra.', versione });
    expect(other.status).toBe(409);
    expect((await operator.post(elabora, { ...REJECT, esito: 'accettata', versione })).status).toBe(409);
  });

  it('hands in a signed answer once, and succeeds twice, also after it has gone out', async () => {
    await decide(operator, id, REJECT);
    await portal.drain();
    const versione = versionOn(await operator.visit(elabora));
    const answer = await answerOf(operator, id);
    const content = await makeP7m({ content: answer });
    const send = (file: Uint8Array = content) =>
      operator.postFiles(`${officeHref(id)}/risposta`, { versione }, [
        { field: 'risposta', fileName: 'risposta.pdf.p7m', content: file },
      ]);
    expect(answers([await send(), await send()])).toEqual(Array(2).fill([303, elabora]));
    expect((await send(await makeP7m({ content: answer, key: 'rsa' }))).status).toBe(409);
    await portal.drain();
    expect(answers([await send()])).toEqual([[303, elabora]]);
  });

  it('is still refused to another operator', async () => {
    const versione = versionOn(await operator.visit(elabora));
    await operator.post(elabora, { ...REJECT, versione });
    const colleague = await portal.operator('amministratore');
    const page = await colleague.post(elabora, { ...REJECT, versione });
    expect(page.status).toBe(409);
  });
});
