import { describe, expect, it } from '@jest/globals';
import { integrationDigest } from '../practice/integration-form.ts';
import { openingIdSchema } from '../shared/ids.ts';
import { anActor, anOperator, asBytes, must, signedIn } from '../testing/index.ts';
import { aStepInput } from '../testing/typed-input.ts';
import type { Writer } from './draft-access.ts';
import { begin, sent } from './testing/begun-practice.ts';

const anna = {
  identity: { cognome: 'Bianchi', nome: 'Anna', sesso: 'F', dataNascita: '1985-04-12', luogoNascita: 'Rovereto' },
  contacts: {
    email: 'anna@cittadini.example',
    telefono: '',
    residenza: { via: 'Via Dante', civico: '3', cap: '38068', comune: 'Rovereto', provincia: 'TN' },
  },
};
const asked = { message: 'Serve il contratto.', fields: ['uso'], documents: 'Contratto', dueDate: '2026-03-31' };
const notFound = { ok: false, error: { code: 'not_found' } };

/** A practice that was opened at the counter for Anna, who has never signed in, and that is to be integrated. */
const toIntegrate = async () => {
  const begun = await begin();
  const { portal, ente, operator, service, run } = begun;
  const opening = openingIdSchema.parse(portal.ids.next());
  const request = { serviceSlug: service.definition.slug, codiceFiscale: 'BNCNNA85D52H612Q', opening };
  const id = must(await portal.openForCitizen(ente.id, anActor(operator), request, anna));
  const input = aStepInput({ typed: { uso: 'Banca' } });
  for (const step of service.definition.steps)
    must(await portal.saveStep(ente.id, anActor(operator), id, step.id, input));
  must(await portal.submitPractice(ente.id, anActor(operator), id, undefined, true));
  await portal.drain();
  const practice = async () => must(await portal.viewOfficePractice(ente.id, operator, id)).practice;
  const act = async () => ({
    tenantId: ente.id,
    operator,
    address: '192.0.2.1',
    practiceId: id,
    version: (await practice()).version,
  });
  must(await portal.takeCharge(await act()));
  must(await portal.requestIntegration(await act(), asked));
  const { citizenId } = await practice();
  const citizen = await run(({ citizens }) => citizens.byId(citizenId));
  if (citizen === null) throw new Error('Anna is not there');
  const colleague = anOperator(portal.ids.next(), { name: 'Ugo Neri', email: 'ugo@x.example', services: [service.id] });
  await portal.setup.addOperator(ente.id, colleague, 'hash');
  const receive = async () => {
    const source = async function* () {
      yield asBytes('%PDF-contratto');
    };
    return portal.receiveFile(ente.id, {
      fileName: 'contratto.pdf',
      source: source(),
      maxBytes: 1000,
      accept: ['pdf'],
    });
  };
  const view = (writer: Writer) => portal.viewIntegration(ente.id, writer, id);
  const typedBy = async (writer: Writer) => must(await view(writer)).answers;
  const save = async (writer: Writer, uso: string, files: readonly Awaited<ReturnType<typeof receive>>[] = []) =>
    portal.saveIntegration(ente.id, writer, id, { ...input, typed: { uso }, files: { 'integra-documento-1': files } });
  const answer = async (writer: Writer, declared: boolean) => {
    const { integration, answers } = must(await view(writer));
    return portal.answerIntegration(ente.id, writer, id, integrationDigest({ ...integration, answers }), declared);
  };
  return { ...begun, id, act, anna: citizen, colleague, receive, view, typedBy, save, answer };
};

describe('a request of integration of a practice that was opened at the counter', () => {
  it('is answered there by any operator of the service, who declares that the citizen has signed', async () => {
    const { portal, ente, id, operator, colleague, anna: citizen, receive, save, answer, run } = await toIntegrate();
    expect(await answer(anActor(colleague), true)).toMatchObject({ error: { code: 'incomplete' } });
    must(await save(anActor(colleague), 'Mutuo', [await receive()]));
    expect(await answer(anActor(colleague), false)).toEqual({ ok: false, error: { code: 'not_declared' } });
    must(await answer(anActor(colleague), true));
    await portal.drain();
    const office = must(await portal.viewOfficePractice(ente.id, operator, id));
    expect(office.practice).toMatchObject({ state: 'in_elaborazione', assignedTo: operator.id });
    expect(office.integrations).toMatchObject([{ answeredBy: 'Ugo Neri', files: [{ citizenId: citizen.id }] }]);
    expect(office.integrations[0]?.rows[0]).toEqual({ label: 'Uso del certificato', value: 'Mutuo' });
    expect(office.timeline.at(-1)).toMatchObject({ event: 'integrazione_allo_sportello', operatorId: colleague.id });
    expect(portal.registry.entriesOf(ente.id).at(-1)).toMatchObject({
      direction: 'entrata',
      correspondent: { nome: 'Anna', cognome: 'Bianchi', codiceFiscale: 'BNCNNA85D52H612Q' },
      attachments: [{ fileName: 'contratto.pdf' }],
    });
    const mails = portal.mailer.sent.map(({ subject, to }) => [subject.split(':')[0], to]);
    expect(mails).toContainEqual(['integrazione_ricevuta', 'anna@cittadini.example']);
    expect(mails).toContainEqual(['integrazione_ricevuta_operatore', operator.email]);
    const [integration] = await run(({ integrations }) => integrations.of(id));
    expect(integration).toMatchObject({ answers: { uso: 'Mutuo' }, counterAnswers: null, answeredBy: colleague.id });
  });

  it('is nobody else’s to answer: not of one who is not enabled, nor of another citizen', async () => {
    const { portal, ente, id, operator, citizen, view, save } = await toIntegrate();
    const others = [
      { ...operator, services: [] },
      { ...operator, enabled: false },
    ].map(anActor);
    for (const writer of [signedIn(citizen.id), ...others]) {
      expect(await view(writer)).toEqual(notFound);
      expect(await save(writer, 'Mutuo')).toEqual(notFound);
      expect(await portal.answerIntegration(ente.id, writer, id, '', true)).toEqual(notFound);
    }
  });

  it('is still the citizen’s to answer: what the two type is apart until one of them sends it', async () => {
    const { operator, colleague, anna: citizen, typedBy, save, answer, receive, view } = await toIntegrate();
    await save(signedIn(citizen.id), 'Segreto');
    await save(anActor(operator), 'Mutuo');
    expect([(await typedBy(signedIn(citizen.id))).uso, (await typedBy(anActor(colleague))).uso]).toEqual([
      'Segreto',
      'Mutuo',
    ]);
    must(await save(signedIn(citizen.id), 'Affitto', [await receive()]));
    must(await answer(signedIn(citizen.id), false));
    expect(await view(anActor(operator))).toEqual({ ok: false, error: { code: 'not_open' } });
  });

  it('loses a file that the citizen deletes meanwhile, and asks for it again; earlier files are not offered', async () => {
    const { portal, ente, operator, anna: citizen, view, save, receive, answer } = await toIntegrate();
    must(await save(anActor(operator), 'Mutuo', [await receive()]));
    const [file] = must(await view(anActor(operator))).files;
    if (file === undefined) throw new Error('The file is not kept');
    must(await portal.deleteAttachment(ente.id, citizen.id, file.id));
    expect(await answer(anActor(operator), true)).toMatchObject({ error: { code: 'incomplete' } });
    await save(signedIn(citizen.id), 'Mutuo', [await receive()]);
    const [theirs] = must(await view(signedIn(citizen.id))).files;
    const reuse = { 'integra-documento-1': [String(theirs?.id)] };
    const input = { typed: {}, confirmed: false, files: {}, privateNote: null, reuse };
    expect(
      await portal.saveIntegration(ente.id, anActor(operator), must(await view(anActor(operator))).practice.id, input),
    ).toMatchObject({
      error: { code: 'invalid' },
    });
  });

  it('is in the copy of the citizen’s data, with what was typed at the counter', async () => {
    const { portal, ente, anna: citizen, operator, save } = await toIntegrate();
    await save(anActor(operator), 'Mutuo');
    const { practices } = await portal.exportPersonalData(ente.id, citizen.id);
    expect(practices[0]?.integrations).toMatchObject([{ integration: { counterAnswers: { uso: 'Mutuo' } } }]);
  });

  it('is not there for an operator when the citizen had sent the practice themselves', async () => {
    const { portal, ente, operator, act, id } = await sent();
    must(await portal.takeCharge(await act()));
    must(await portal.requestIntegration(await act(), asked));
    expect(await portal.viewIntegration(ente.id, anActor(operator), id)).toEqual(notFound);
  });
});
