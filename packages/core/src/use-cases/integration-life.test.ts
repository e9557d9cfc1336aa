import { describe, expect, it } from '@jest/globals';
import { isOpen } from '../practice/integration.ts';
import { aDecision, asBytes, must, signedIn } from '../testing/index.ts';
import { digestOf, inCharge } from './testing/integration-in-charge.ts';

describe('a request of integration', () => {
  it('is answered with exactly what was asked; both are registered, and the practice goes back to its operator', async () => {
    const { portal, ente, request, save, answer, detail, operator, id, run } = await inCharge();
    must(await request());
    await portal.drain();
    expect((await detail()).practice.state).toBe('da_integrare');
    expect((await detail()).integrations).toMatchObject([{ asked: ['Uso del certificato', 'Contratto'], rows: [] }]);
    expect(await answer()).toMatchObject({ error: { code: 'incomplete' } });
    must(await save({ uso: 'Mutuo' }, ['uno']));
    must(await answer());
    await portal.drain();
    const { practice, integrations, attachments, sections } = await detail();
    expect(practice).toMatchObject({ state: 'in_elaborazione', assignedTo: operator.id });
    expect(integrations[0]?.rows.slice(0, 2)).toEqual([
      { label: 'Uso del certificato', value: 'Mutuo' },
      { label: 'Contratto', value: 'contratto.pdf' },
    ]);
    // What was sent stays as it was sent.
    expect([sections[0]?.rows[0]?.value, attachments]).toEqual(['Banca', []]);
    const [, out, back] = portal.registry.entriesOf(ente.id);
    expect([out, back]).toMatchObject([
      { direction: 'uscita', number: '0000002', attachments: [] },
      { direction: 'entrata', number: '0000003', attachments: [{ fileName: 'contratto.pdf' }] },
    ]);
    expect((await detail()).timeline.map(({ event }) => event).slice(-2)).toEqual([
      'integrazione_richiesta',
      'integrazione_ricevuta',
    ]);
    expect((await run(({ attachments: files }) => files.of(id))).map(({ fileName }) => fileName)).toEqual([
      'contratto.pdf',
    ]);
    const mails = portal.mailer.sent.map(({ subject, to, text }) => [subject.split(':')[0], to, text]);
    const link = `https://stanza.example/bugliano/pratiche/${id}`;
    expect(mails).toContainEqual(['integrazione_richiesta', expect.any(String), `${link}/integrazione`]);
    expect(mails).toContainEqual(['integrazione_ricevuta', expect.any(String), link]);
    expect(mails).toContainEqual([
      'integrazione_ricevuta_operatore',
      operator.email,
      expect.stringContaining('operatori'),
    ]);
  });

  it('begins with what was sent, keeps what is typed also when it is wrong, and asks for the answer again', async () => {
    const { request, view, save } = await inCharge();
    must(await request());
    expect(must(await view()).answers).toEqual({ uso: 'Banca', 'integra-documento-1': '' });
    expect(await save({ uso: '' })).toMatchObject({
      error: {
        code: 'invalid',
        errors: [
          { field: 'uso', code: 'required' },
          { field: 'integra-documento-1', code: 'file_required' },
        ],
      },
    });
    expect(must(await view()).answers.uso).toBe('');
  });

  it('may be a text alone: then an answer in words is due', async () => {
    const { request, save, answer } = await inCharge();
    must(await request({ fields: [], documents: '' }));
    expect(await answer()).toMatchObject({ error: { code: 'incomplete' } });
    must(await save({ 'integra-testo': 'Eccolo.' }));
    must(await answer());
  });

  it.each([
    [{ message: ' ', fields: [], documents: '' }, ['nothing_asked']],
    [{ dueDate: '' }, ['due_date_required']],
    [{ dueDate: '2026-03-01' }, ['due_date_past']],
    [{ dueDate: '2027-03-03' }, ['due_date_too_far']],
    [{ fields: ['altro'], message: 'x'.repeat(2001) }, ['message_too_long', 'unknown_field']],
    [
      { documents: `${'x'.repeat(121)}\n${Array.from({ length: 10 }, (_, n) => n).join('\n')}` },
      ['too_many_documents', 'document_name_too_long'],
    ],
  ] as const)('is refused when it is %j', async (typed, problems) => {
    const { request } = await inCharge();
    expect(await request(typed)).toMatchObject({ error: { code: 'invalid_integration', problems } });
  });

  it('drops a decision that was not signed, and the answer that was being made from it', async () => {
    const { portal, act, request, practice, answer, save } = await inCharge();
    must(await portal.decidePractice(await act(), aDecision()));
    must(await request());
    await portal.drain();
    const dropped = await practice();
    expect([dropped.decision, dropped.documents.risposta]).toEqual([null, undefined]);
    expect(await portal.decidePractice(await act(), aDecision())).toMatchObject({
      error: { code: 'not_possible' },
    });
    must(await save({}, ['uno']));
    must(await answer());
    must(await portal.decidePractice(await act(), aDecision()));
  });

  it('may be cancelled: then it cannot be answered any more, is not mailed, and another may follow', async () => {
    const { portal, ente, act, request, view, answer, detail, save } = await inCharge();
    must(await request());
    const digest = must(await view()).integration;
    must(await portal.cancelIntegration(await act()));
    await portal.drain();
    const subjects = portal.mailer.sent.map(({ subject }) => subject.split(':')[0]);
    expect(subjects).not.toContain('integrazione_richiesta');
    expect(subjects).toContain('integrazione_annullata');
    // What the office has sent and takes back is registered like what it asks (DPR 445/2000 art. 53 c. 5).
    expect(portal.registry.entriesOf(ente.id).slice(1)).toMatchObject([
      { direction: 'uscita', subject: expect.stringContaining('Richiesta di integrazione') },
      { direction: 'uscita', subject: expect.stringContaining('Annullamento della richiesta di integrazione') },
    ]);
    expect(await view()).toMatchObject({ error: { code: 'not_open' } });
    expect(isOpen(digest)).toBe(true);
    must(await request());
    must(await save({}, ['uno']));
    must(await answer());
    expect((await detail()).integrations.map(({ integration }) => integration.answeredAt !== null)).toEqual([
      false,
      true,
    ]);
    expect(await portal.cancelIntegration(await act())).toMatchObject({ error: { code: 'not_possible' } });
  });

  it('is mailed once when another one follows before its own mail has gone out', async () => {
    const { portal, act, request } = await inCharge();
    must(await request());
    must(await portal.cancelIntegration(await act()));
    must(await request());
    await portal.drain();
    const subjects = portal.mailer.sent.map(({ subject }) => subject.split(':')[0]);
    expect(subjects.filter((subject) => subject === 'integrazione_richiesta')).toHaveLength(1);
  });

  it('is not answered with what was not read: another window, or another request', async () => {
    const { portal, ente, citizen, id, request, view, save } = await inCharge();
    must(await request({ documents: '' }));
    const shown = digestOf(must(await view()));
    must(await save({ uso: 'Altro' }));
    expect(await portal.answerIntegration(ente.id, signedIn(citizen.id), id, shown)).toMatchObject({
      error: { code: 'changed_meanwhile' },
    });
  });

  it('loses a file that is deleted meanwhile, and asks for it again', async () => {
    const { portal, ente, citizen, request, view, save, answer, run } = await inCharge();
    must(await request());
    must(await save({}, ['uno']));
    const [file] = must(await view()).files;
    if (file === undefined) throw new Error('The file is not kept');
    const use = await run(({ reads }) => reads.attachmentUse(citizen.id, file.id));
    expect(use?.drafts).toHaveLength(1);
    must(await portal.deleteAttachment(ente.id, citizen.id, file.id));
    expect(await answer()).toMatchObject({ error: { code: 'incomplete' } });
  });

  it('is registered before the answer that closes the practice, also when its own job has not run', async () => {
    const { portal, ente, act, request, save, answer, run, id } = await inCharge();
    must(await request());
    must(await save({}, ['uno']));
    must(await answer());
    // Whatever is queued now is lost on the way.
    portal.database.takeJobs();
    must(await portal.decidePractice(await act(), aDecision()));
    await portal.drain();
    const risposta = (await run(({ practices }) => practices.byId(id)))?.documents.risposta;
    const content = await portal.storage.open(ente.id, risposta?.sha256 ?? '');
    if (content === null) throw new Error('There is no answer to sign');
    const source = async function* () {
      yield* content;
      yield asBytes('\nfirmato da Paola');
    };
    const given = { fileName: 'r.p7m', source: source(), maxBytes: 10_000, accept: ['p7m', 'pdf'] } as const;
    must(await portal.signAnswer(await act(), must(await portal.receiveFile(ente.id, given))));
    await portal.drain();
    expect(portal.registry.entriesOf(ente.id).map(({ key }) => key.split(':').at(-1))).toEqual([
      'richiesta',
      'richiesta',
      'risposta',
      'risposta',
    ]);
    expect((await run(({ practices }) => practices.byId(id)))?.state).toBe('accettata');
  });
});
