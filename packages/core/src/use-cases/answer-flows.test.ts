import { describe, expect, it } from '@jest/globals';
import type { PracticeDocument } from '../practice/practice.ts';
import type { ServiceSettings } from '../service/service.ts';
import {
  aDecision,
  aSignedFile,
  asBytes,
  asText,
  type MemoryPortal,
  makeMemoryPortal,
  makeMemoryPorts,
  must,
} from '../testing/index.ts';
import { storedBytes } from '../testing/stored-bytes.ts';
import { type Begun, sent } from './testing/begun-practice.ts';

/** How a service is answered from now on. */
const answerWith = ({ run, service }: Begun, settings: Partial<ServiceSettings>) =>
  run(async ({ services }) => {
    const now = await services.byId(service.id);
    if (now === null) throw new Error('The service is not there');
    const { id, version, ...choices } = now;
    return services.saveChoices(id, { ...choices, settings: { ...now.settings, ...settings } }, version);
  });

const inCharge = async (settings: Partial<ServiceSettings>, portal?: MemoryPortal) => {
  const begun = await sent(portal);
  await answerWith(begun, settings);
  must(await begun.portal.takeCharge(await begun.act()));
  return begun;
};

const receive = async ({ portal, ente }: Begun, text: string, fileName = 'certificato.pdf') => {
  const source = (async function* () {
    yield asBytes(text);
  })();
  return must(await portal.receiveFile(ente.id, { fileName, source, maxBytes: 1_000_000, accept: ['pdf', 'p7m'] }));
};

const read = ({ portal, ente }: Begun, document: PracticeDocument | undefined): Promise<Uint8Array> =>
  storedBytes(portal.storage, ente.id, document);

const certificate = { flow: 'documento_e_firma' } as const;
const unsigned = { flow: 'documento' } as const;

describe('a document without signature', () => {
  it('goes out with the answer, which says who answers for it, and closes the practice with no further step', async () => {
    const begun = await inCharge({ answerFlow: 'documento' });
    const { portal, ente, service, act, practice, run, id } = begun;
    const document = await receive(begun, '%PDF- certificato', 'certificato');
    must(await portal.decidePractice(await act(), aDecision({ ...unsigned, document })));
    await portal.drain();
    const closed = await practice();
    expect(closed).toMatchObject({ state: 'accettata', decision: unsigned });
    expect(Object.keys(closed.documents).toSorted()).toEqual(['documento', 'modulo', 'ricevuta', 'risposta']);
    expect(closed.documents.documento?.fileName).toBe('certificato.pdf');
    const entry = portal.registry.entriesOf(ente.id).at(-1);
    expect(entry?.main.sha256).toBe(closed.documents.risposta?.sha256);
    expect(entry?.attachments).toEqual([{ ...closed.documents.documento, description: 'Documento rilasciato' }]);
    const answer = asText(await read(begun, closed.documents.risposta));
    expect(answer).toContain(`"printedSignature":"${service.definition.responsible}"`);
    expect(answer).toContain(document.sha256);
    const effects = (await run(({ deliveries }) => deliveries.of(id))).map(({ effect }) => effect);
    expect(effects.at(-1)).toMatchObject({ kind: 'mail', template: 'pratica_accettata' });
  });

  it('is not there in a rejection, which takes none', async () => {
    const begun = await inCharge({ answerFlow: 'documento' });
    const { portal, ente, act, practice } = begun;
    const rejection = aDecision({ ...unsigned, outcome: 'rifiutata', reason: 'Manca un dato.' });
    const document = await receive(begun, '%PDF- certificato');
    expect(await portal.decidePractice(await act(), { ...rejection, document })).toEqual({
      ok: false,
      error: { code: 'document_not_expected' },
    });
    must(await portal.decidePractice(await act(), rejection));
    await portal.drain();
    expect(await practice()).toMatchObject({ state: 'rifiutata' });
    expect(portal.registry.entriesOf(ente.id).at(-1)?.attachments).toEqual([]);
  });

  it('is compulsory to accept, unless several practices of the service may be decided at once', async () => {
    const begun = await inCharge({ answerFlow: 'documento' });
    const { portal, act, practice } = begun;
    const refused = { ok: false, error: { code: 'document_required' } };
    expect(await portal.decidePractice(await act(), aDecision(unsigned))).toEqual(refused);
    await answerWith(begun, { bulkDecisions: true });
    must(await portal.decidePractice(await act(), aDecision(unsigned)));
    await portal.drain();
    expect(await practice()).toMatchObject({ state: 'accettata', documents: { risposta: {} } });
    expect((await practice()).documents.documento).toBeUndefined();
  });

  it('is final: neither decided anew, nor asked to be completed, nor signed', async () => {
    const begun = await inCharge({ answerFlow: 'documento', bulkDecisions: true });
    const { portal, ente, act } = begun;
    must(await portal.decidePractice(await act(), aDecision(unsigned)));
    const refused = { ok: false, error: { code: 'not_possible' } };
    const again = aDecision({ ...unsigned, outcome: 'rifiutata', reason: 'No' });
    expect(await portal.decidePractice(await act(), again)).toEqual(refused);
    const asked = { message: 'Manca', fields: [], documents: '', dueDate: '2026-03-31' };
    expect(await portal.requestIntegration(await act(), asked)).toEqual(refused);
    const file = must(await portal.receiveFile(ente.id, aSignedFile('Paola Conti', asBytes('%PDF-'))));
    expect(await portal.signAnswer(await act(), file)).toEqual(refused);
  });

  it('that cannot be made or registered is tried again, and closes the practice then', async () => {
    const ports = makeMemoryPorts();
    const broken = { renderer: true, registry: true };
    const failing = makeMemoryPortal({
      ...ports,
      renderer: {
        ...ports.renderer,
        renderAnswer: (answer) =>
          broken.renderer ? Promise.reject(new Error('no font')) : ports.renderer.renderAnswer(answer),
      },
      registry: {
        ...ports.registry,
        register: (tenantId, registration) =>
          broken.registry && registration.direction === 'uscita'
            ? Promise.reject(new Error('no registry'))
            : ports.registry.register(tenantId, registration),
      },
    });
    const begun = await inCharge({ answerFlow: 'documento', bulkDecisions: true }, failing);
    const { portal, ente, operator, id, run, act, practice } = begun;
    must(await portal.decidePractice(await act(), aDecision(unsigned)));
    const retry = async (kind: 'render_answer' | 'register_answer') => {
      await expect(portal.drain()).rejects.toThrow(kind === 'render_answer' ? 'no font' : 'no registry');
      const delivery = (await run(({ deliveries }) => deliveries.of(id))).findLast(
        ({ effect }) => effect.kind === kind,
      );
      if (delivery === undefined) throw new Error(`${kind} is not queued`);
      await portal.failDelivery(ente.id, delivery.id, 'Non riesce.', true);
      must(await portal.retryDelivery(ente.id, { operator, address: '192.0.2.1' }, id, delivery.id));
    };
    await retry('render_answer');
    broken.renderer = false;
    await retry('register_answer');
    expect((await practice()).state).toBe('in_elaborazione');
    broken.registry = false;
    await portal.drain();
    expect((await practice()).state).toBe('accettata');
  });
});

describe('a document with a signed answer', () => {
  it('is enclosed with the answer that is signed', async () => {
    const begun = await inCharge({ answerFlow: 'documento_e_firma' });
    const { portal, ente, act, practice } = begun;
    const document = await receive(begun, '%PDF- certificato');
    must(await portal.decidePractice(await act(), aDecision({ ...certificate, document })));
    await portal.drain();
    const { documents } = await practice();
    const answer = await read(begun, documents.risposta);
    expect(asText(answer)).toContain('"printedSignature":null');
    must(
      await portal.signAnswer(await act(), must(await portal.receiveFile(ente.id, aSignedFile('Paola Conti', answer)))),
    );
    await portal.drain();
    const closed = await practice();
    expect(closed.state).toBe('accettata');
    expect(portal.registry.entriesOf(ente.id).at(-1)).toMatchObject({
      main: { sha256: closed.documents.risposta_firmata?.sha256 },
      attachments: [{ sha256: document.sha256 }],
    });
  });

  it('is kept by a changed decision that chooses no other, and dropped by a rejection and by a request of integration', async () => {
    const begun = await inCharge({ answerFlow: 'documento_e_firma' });
    const { portal, act, practice } = begun;
    const decide = async (given: Parameters<typeof aDecision>[0]) =>
      must(await portal.decidePractice(await act(), aDecision({ ...certificate, ...given }))).documents.documento;
    const [first, second] = [await receive(begun, '%PDF- uno'), await receive(begun, '%PDF- due')];
    expect((await decide({ document: first }))?.sha256).toBe(first.sha256);
    expect((await decide({ reason: 'Con una nota' }))?.sha256).toBe(first.sha256);
    expect((await decide({ document: second }))?.sha256).toBe(second.sha256);
    await portal.drain();
    expect(asText(await read(begun, (await practice()).documents.risposta))).toContain(second.sha256);
    expect(await decide({ outcome: 'rifiutata', reason: 'Manca un dato.' })).toBeUndefined();
    await decide({ document: first });
    const asked = { message: 'Manca', fields: [], documents: '', dueDate: '2026-03-31' };
    expect(must(await portal.requestIntegration(await act(), asked)).documents.documento).toBeUndefined();
  });

  it('may be signed itself, and then is what it says', async () => {
    const begun = await inCharge({ answerFlow: 'documento_e_firma' });
    const { portal, ente, act } = begun;
    const empty = must(await portal.receiveFile(ente.id, aSignedFile('Paola Conti', new Uint8Array())));
    expect(await portal.decidePractice(await act(), aDecision({ ...certificate, document: empty }))).toEqual({
      ok: false,
      error: { code: 'bad_signature', problem: 'no_content' },
    });
    const signed = must(await portal.receiveFile(ente.id, aSignedFile('Paola Conti', asBytes('%PDF-'))));
    const decided = must(await portal.decidePractice(await act(), aDecision({ ...certificate, document: signed })));
    expect(decided.documents.documento).toMatchObject({
      fileName: 'risposta.pdf.p7m',
      signers: [{ name: 'Paola Conti', broken: null }],
    });
    expect(decided.documents.contenuto).toMatchObject({ fileName: 'risposta.pdf', size: 5 });
    expect(asText(await read(begun, decided.documents.contenuto))).toBe('%PDF-');
    const plain = await receive(begun, '%PDF- senza firma');
    const again = must(await portal.decidePractice(await act(), aDecision({ ...certificate, document: plain })));
    expect(again.documents.documento).not.toHaveProperty('signers');
    expect(again.documents.contenuto).toBeUndefined();
  });

  it('is of a type that a citizen can open, also when it is signed', async () => {
    const begun = await inCharge({ answerFlow: 'documento_e_firma' });
    const { portal, ente, act } = begun;
    for (const content of ['MZ, un programma', `%PDF- e un archivio PK\u0005\u0006${'\0'.repeat(18)}`]) {
      const document = must(await portal.receiveFile(ente.id, aSignedFile('Paola Conti', asBytes(content))));
      expect(await portal.decidePractice(await act(), aDecision({ ...certificate, document }))).toEqual({
        ok: false,
        error: { code: 'bad_signature', problem: 'document_type' },
      });
    }
    const named = aSignedFile('Paola Conti', asBytes('%PDF-'));
    const document = must(await portal.receiveFile(ente.id, { ...named, fileName: 'atto.pdf.p7c' }));
    const decided = must(await portal.decidePractice(await act(), aDecision({ ...certificate, document })));
    expect(decided.documents).toMatchObject({
      documento: { fileName: 'atto.pdf.p7c' },
      contenuto: { fileName: 'atto.pdf' },
    });
  });

  it('is not taken when one of its signatures breaks a rule, whatever kind of file it is', async () => {
    const begun = await inCharge({ answerFlow: 'documento_e_firma' });
    const { portal, ente, act } = begun;
    const refused = { ok: false, error: { code: 'bad_signature', problem: 'message_digest' } };
    const changed = aSignedFile('Paola Conti', asBytes('%PDF-'), 'message_digest');
    for (const document of [
      must(await portal.receiveFile(ente.id, changed)),
      await receive(begun, '%PDF- \nfirmato da Paola Conti, ma non vale: message_digest'),
    ]) {
      expect(await portal.decidePractice(await act(), aDecision({ ...certificate, document }))).toEqual(refused);
    }
  });
});

describe('the way to answer', () => {
  it('is that of the decision, whatever the ente chooses meanwhile', async () => {
    const begun = await inCharge({ answerFlow: 'firma' });
    const { portal, act, practice } = begun;
    must(await portal.decidePractice(await act(), aDecision()));
    await answerWith(begun, { answerFlow: 'documento' });
    await portal.drain();
    expect(await practice()).toMatchObject({ state: 'in_elaborazione', decision: { flow: 'firma' } });
  });

  it('is the one that the operator had before their eyes, or nothing is decided', async () => {
    const begun = await inCharge({ answerFlow: 'documento' });
    const { portal, act, practice } = begun;
    expect(await portal.decidePractice(await act(), aDecision())).toEqual({
      ok: false,
      error: { code: 'flow_changed' },
    });
    expect((await practice()).decision).toBeNull();
  });
});
