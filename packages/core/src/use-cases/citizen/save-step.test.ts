import { beforeEach, describe, expect, it } from '@jest/globals';
import { openingIdSchema, type PracticeId } from '../../shared/ids.ts';
import {
  aCitizen,
  aDefinitionAsking,
  anActor,
  anOperator,
  anotherCitizen,
  aProfile,
  aService,
  asBytes,
  aTenant,
  makeMemoryPortal,
  must,
  signedIn,
} from '../../testing/index.ts';
import type { StepInput } from './step-input.ts';

const definition = aDefinitionAsking([
  { kind: 'checkbox', id: 'consenso', label: 'Consenso', ticked: 'Acconsente', required: false },
  { kind: 'files', id: 'disegni', label: 'Disegni', required: false, accept: ['pdf'], max: 2 },
  { kind: 'file', id: 'carta', label: 'Carta', required: false },
  { kind: 'document', id: 'vecchio', label: 'Documento', required: false },
  {
    kind: 'rows',
    id: 'figli',
    label: 'Figli',
    rowLabel: 'Figlio',
    max: 3,
    fields: [{ kind: 'text', id: 'nome', label: 'Nome', required: false }],
  },
]);

const EMPTY: StepInput = { typed: {}, confirmed: false, files: {}, privateNote: null };

describe('a step that is saved', () => {
  const portal = makeMemoryPortal();
  const ente = aTenant(portal.ids.next());
  const signIn = ({ identity, contacts } = aCitizen(portal.ids.next())) =>
    portal.signInCitizen(ente.id, { identity, ...contacts });
  let me: Awaited<ReturnType<typeof signIn>>;
  let id: PracticeId;
  beforeEach(async () => {
    const service = aService(portal.ids.next(), {
      definition: { ...definition, slug: `servizio-${portal.ids.next()}` },
    });
    await portal.setup.addTenant(ente);
    await portal.setup.publishService(ente.id, service);
    me = await signIn();
    id = must(await portal.startPractice(ente.id, signedIn(me.id), service.definition.slug));
    for (const step of ['istruzioni', 'richiedente']) must(await save({}, step, true));
  });

  const save = (input: Partial<StepInput>, step = 'modulo', confirmed = false) =>
    portal.saveStep(ente.id, signedIn(me.id), id, step, { ...EMPTY, confirmed, ...input });
  const answers = async () => must(await portal.viewDraft(ente.id, signedIn(me.id), id)).practice.answers;
  const receive = (fileName: string, content = '%PDF- prova') =>
    portal.receiveFile(ente.id, {
      fileName,
      source: (async function* () {
        yield asBytes(`${content} ${fileName}`);
      })(),
      maxBytes: 1000,
      accept: ['pdf'],
    });
  const names = async () =>
    must(await portal.viewDraft(ente.id, signedIn(me.id), id)).files.map(({ fileName }) => fileName);
  const idsIn = async (field: string): Promise<readonly string[]> => String((await answers())[field] ?? '').split(',');

  it('unticks a box that was shown and is not among what was sent', async () => {
    must(await save({ typed: { consenso: 'si' } }));
    expect((await answers()).consenso).toBe('si');
    must(await save({ typed: {} }));
    expect((await answers()).consenso).toBe('');
  });

  it('adds files to a list, and takes one out, which stays among the citizen’s', async () => {
    must(await save({ files: { disegni: [await receive('pianta.pdf'), await receive('sezione.pdf')] } }));
    expect(await names()).toEqual(['pianta.pdf', 'sezione.pdf']);
    const tooMany = await save({ files: { disegni: [await receive('prospetto.pdf')] } });
    expect(tooMany).toMatchObject({ ok: false, error: { errors: [{ field: 'disegni', code: 'too_many_files' }] } });
    const [first = ''] = await idsIn('disegni');
    must(await save({ remove: { disegni: [first] } }));
    expect(await names()).toEqual(['sezione.pdf', 'prospetto.pdf']);
    const uses = await portal.unitOfWork.read(ente.id, ({ reads }) => reads.attachmentsOf(me.id));
    expect(uses).toHaveLength(3);
  });

  it('replaces a file by another, and keeps both among the citizen’s', async () => {
    must(await save({ files: { carta: [await receive('sbagliata.pdf')] } }));
    must(await save({ files: { carta: [await receive('giusta.pdf')] } }));
    expect(await names()).toEqual(['giusta.pdf']);
  });

  it('keeps what was received when another file of the same list is refused, and says why', async () => {
    const refused = await receive('foto.html', '<html>');
    const saved = await save({ files: { disegni: [await receive('pianta.pdf'), refused] } });
    expect(saved).toMatchObject({
      ok: false,
      error: { errors: [{ field: 'disegni', code: 'file_type_not_allowed' }] },
    });
    expect(await names()).toEqual(['pianta.pdf']);
  });

  it('uses an earlier file of the citizen again, in a field and as a document', async () => {
    must(await save({ files: { carta: [await receive('carta.pdf')] } }));
    const [card = ''] = await idsIn('carta');
    must(await save({ reuse: { disegni: [card], vecchio: [card] } }));
    expect(await answers()).toMatchObject({ disegni: card, vecchio: card });
  });

  it('takes no new file for a document of the citizen, and at the counter nothing else', async () => {
    must(await save({ files: { vecchio: [await receive('nuovo.pdf')], carta: [await receive('carta.pdf')] } }));
    expect(await answers()).not.toHaveProperty('vecchio');
    const [card = ''] = await idsIn('carta');
    const { practice, definition } = must(await portal.viewDraft(ente.id, signedIn(me.id), id));
    const operator = anOperator(portal.ids.next(), {
      services: [practice.serviceId],
      email: `${practice.id}@x.example`,
    });
    await portal.setup.addOperator(ente.id, operator, 'hash');
    const request = {
      serviceSlug: definition.slug,
      codiceFiscale: me.identity.codiceFiscale,
      opening: openingIdSchema.parse(portal.ids.next()),
    };
    const contacts = { email: '', telefono: '', residenza: aProfile().residenza };
    const atCounter = must(
      await portal.openForCitizen(ente.id, anActor(operator), request, { identity: null, contacts }),
    );
    const fill = (input: Partial<StepInput>, step = 'modulo') =>
      portal.saveStep(ente.id, anActor(operator), atCounter, step, { ...EMPTY, confirmed: true, ...input });
    for (const step of ['istruzioni', 'richiedente']) must(await fill({}, step));
    expect(await fill({ reuse: { vecchio: [card] } })).toMatchObject({ error: { errors: [{ field: 'vecchio' }] } });
    must(await fill({ files: { vecchio: [await receive('copia.pdf')] } }));
    const files = async () => must(await portal.viewDraft(ente.id, anActor(operator), atCounter)).files;
    const [copy] = await files();
    expect([copy?.fileName, copy?.citizenId]).toEqual(['copia.pdf', me.id]);
    must(await fill({ remove: { vecchio: [copy?.id ?? ''] } }));
    expect(await files()).toEqual([]);
  });

  it('does not use a file of somebody else, and reads no id that was only typed', async () => {
    must(await save({ files: { carta: [await receive('mia.pdf')] } }));
    const [mine = ''] = await idsIn('carta');
    const owner = me;
    me = await signIn(anotherCitizen(portal.ids.next()));
    id = must(
      await portal.startPractice(
        ente.id,
        signedIn(me.id),
        must(await portal.viewDraft(ente.id, signedIn(owner.id), id)).definition.slug,
      ),
    );
    for (const step of ['istruzioni', 'richiedente']) must(await save({}, step, true));
    const stolen = await save({ typed: { carta: mine, vecchio: mine }, reuse: { carta: [mine] } });
    expect(stolen).toMatchObject({ ok: false, error: { errors: [{ field: 'carta', code: 'not_your_file' }] } });
    expect(await answers()).not.toHaveProperty('carta');
    expect(await answers()).not.toHaveProperty('vecchio');
  });

  it('adds a row, and takes one away without mixing up the others', async () => {
    for (let rows = 0; rows < 4; rows += 1) must(await save({ rows: { do: 'add', block: 'figli' } }));
    expect((await answers()).figli).toBe('3');
    const typed = { 'figli.0.nome': 'Ada', 'figli.1.nome': 'Eva', 'figli.2.nome': 'Ida' };
    must(await save({ typed, rows: { do: 'remove', block: 'figli', row: 1 } }));
    expect(await answers()).toMatchObject({ figli: '2', 'figli.0.nome': 'Ada', 'figli.1.nome': 'Ida' });
    must(await save({ rows: { do: 'add', block: 'figli' } }));
    expect(await answers()).toMatchObject({ figli: '3', 'figli.2.nome': '' });
    must(await save({ rows: { do: 'remove', block: 'figli', row: 7 } }));
    must(await save({ rows: { do: 'add', block: 'inesistente' } }));
    expect((await answers()).figli).toBe('3');
  });
});
