import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aDefinitionAsking } from '@stanza/core/testing';
import { formOf } from '../../testing/form-of.ts';
import { versionOn } from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const NEW = '/rovereto/operatori/servizi/nuovo';
const BIRTH = '/rovereto/operatori/servizi/certificato-di-nascita';
const CATALOGUE = join(import.meta.dirname, '../../../../../packages/services/catalogue');
const birth = () => JSON.parse(readFileSync(join(CATALOGUE, 'certificato-di-nascita.json'), 'utf8'));

/** A service with a question on which another one depends. */
const asking = (slug: string, more: readonly unknown[] = []): string =>
  JSON.stringify({
    ...aDefinitionAsking([
      {
        kind: 'radio',
        id: 'per_altri',
        label: 'Agisci per conto di altri?',
        options: [
          { value: 'si', label: 'sì' },
          { value: 'no', label: 'no' },
        ],
      },
      { kind: 'text', id: 'chi', label: 'Per chi?', when: { field: 'per_altri', equals: 'si' } },
      { kind: 'address', id: 'dove', label: 'Dove' },
      {
        kind: 'rows',
        id: 'nucleo',
        label: 'Famiglia',
        rowLabel: 'Componente',
        fields: [{ kind: 'date', id: 'nato', label: 'Nato' }],
      },
      ...more,
    ]),
    slug,
    name: `Prova <b>${slug}</b>`,
  });

describe('services that the administrators publish', () => {
  let portal: TestPortal;
  let administrator: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    administrator = await portal.operator('amministratore');
  });
  afterAll(() => portal.close());

  const check = async (path: string, definizione: string, who = administrator): Promise<Page> => {
    const form = await who.visit(path);
    return who.post(path, { versione: versionOn(form), definizione });
  };
  const publish = (path: string, preview: Page, who = administrator): Promise<Page> =>
    who.post(path, { ...formOf(preview, 'pubblicazione'), azione: 'pubblica' });
  const revisionOf = async (slug: string): Promise<number | undefined> => {
    const tenant = await portal.portal.tenants.bySlug('rovereto');
    if (tenant === null) throw new Error('Rovereto is not there');
    const service = await portal.portal.unitOfWork.read(tenant.id, ({ services }) => services.bySlug(slug));
    return service?.definition.revision;
  };

  it('a file with mistakes is told all of them, and its text stays to be corrected', async () => {
    await administrator.visit(NEW);
    const wrong = '{\n  "slug": "prova",\n  "nome": "<i>x</i>"\n}';
    const file = { field: 'file', fileName: 'prova.json', content: Buffer.from(wrong) };
    const page = await administrator.postFiles(NEW, { versione: '' }, [file]);
    expect([page.status, page.text('#definizione')]).toEqual([422, wrong.replaceAll(/\s+/gu, ' ')]);
    expect(page.text('#errori')).toMatch(/^Nella definizione ci sono \d+ errori$/u);
    expect(page.texts('.avviso-error li')).toContain(
      'riga 3 La proprietà «nome» qui non esiste: controlla come è scritta, oppure toglila.',
    );
    const broken = await check(NEW, '{"slug": ');
    expect(broken.texts('.avviso-error li')).toEqual([
      'riga 1, colonna 10 Il testo non è JSON: qui manca un valore. Dopo l’ultimo valore di un elenco non ci vuole la virgola.',
    ]);
    const large = { ...file, content: Buffer.alloc(300 * 1024, 'x') };
    const tooLarge = await administrator.postFiles(NEW, { versione: '' }, [large]);
    expect([tooLarge.status, tooLarge.text('.avviso-error li'), tooLarge.text('#definizione')]).toEqual([
      422,
      'Il testo è troppo lungo: può avere al massimo 256 KB.',
      '',
    ]);
    const expired = await administrator.post(NEW, { definizione: wrong, _csrf: 'x' });
    expect([expired.status, expired.text('#definizione')]).toEqual([403, wrong.replaceAll(/\s+/gu, ' ')]);
  });

  it('the preview shows every step with what is asked only sometimes, and nothing of it can be sent', async () => {
    const preview = await check(NEW, asking('anteprima'));
    expect(preview.status).toBe(200);
    expect(preview.text('h1')).toBe('Anteprima di “Prova <b>anteprima</b>”');
    expect(preview.texts('.anteprima h2')).toEqual([
      'Passo 1: Istruzioni',
      'Passo 2: Richiedente',
      'Passo 3: Modulo',
      'Passo 4: Conferma',
    ]);
    expect(preview.texts('.anteprima-condizione')).toEqual(['Solo se «Agisci per conto di altri?» è «sì».']);
    const inputs = preview.html.querySelectorAll('.anteprima input, .anteprima button');
    expect(inputs.length).toBeGreaterThan(8);
    for (const input of inputs) {
      expect(input.closest('form')).toBeNull();
      expect(input.closest('fieldset[disabled]')).not.toBeNull();
    }
    const ids = preview.html.querySelectorAll('[id]').map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const section of ['A chi è rivolto', 'Contatti']) expect(preview.texts('h3')).toContain(section);
    const back = await administrator.post(NEW, { ...formOf(preview, 'pubblicazione'), azione: 'correggi' });
    expect(back.text('#definizione')).toBe(asking('anteprima'));
    expect(await revisionOf('anteprima')).toBeUndefined();
  });

  it('a new service is published once, suspended, and becomes one that citizens can use', async () => {
    const preview = await check(NEW, asking('nuovissimo'));
    const [first, second] = [await publish(NEW, preview), await publish(NEW, preview)];
    const done = '/rovereto/operatori/servizi/nuovissimo/definizione?fatto=nuovo';
    expect([first.location, second.location]).toEqual([done, done]);
    expect((await administrator.visit(done)).text('.avviso-success')).toContain('è sospeso');
    expect(await revisionOf('nuovissimo')).toBe(1);
    const settings = await administrator.visit('/rovereto/operatori/servizi/nuovissimo');
    const { sospeso: _box, ...chosen } = formOf(settings, 'impostazioni');
    await administrator.send('/rovereto/operatori/servizi/nuovissimo', chosen);
    const same = await administrator.visit((await publish(NEW, await check(NEW, asking('nuovissimo')))).location ?? '');
    expect(same.text('.avviso')).toMatch(/ha già questo servizio.*è attivo/u);
    await administrator.send('/rovereto/operatori/servizi/nuovissimo', {
      ...formOf(await administrator.visit('/rovereto/operatori/servizi/nuovissimo'), 'impostazioni'),
      sospeso: 'si',
    });
    const sheet = await portal.browser().visit('/rovereto/servizi/nuovissimo');
    expect([sheet.status, sheet.texts('a[data-element=service-online-access]')]).toEqual([200, []]);
    const taken = await check(NEW, asking('certificato-di-nascita'));
    expect([taken.status, taken.text('.avviso-error')]).toEqual([422, expect.stringContaining('ha già un servizio')]);
  });

  it('the definition in use is downloaded, changed and published again; drafts go on with the old steps', async () => {
    const citizen = await portal.citizen('anna-bianchi');
    const begun = await citizen.visit('/rovereto/servizi/certificato-di-nascita/compila');
    const draft = await citizen.send('/rovereto/servizi/certificato-di-nascita/compila', {
      ...formOf(begun, 'passo'),
      istruzioni: 'si',
      azione: 'avanti',
    });
    const draftPath = citizen.path;
    const file = await administrator.get(`${BIRTH}/definizione.json`);
    expect(file.headers['content-disposition']).toContain('certificato-di-nascita.json');
    const definition = JSON.parse(file.body);
    expect(definition).toEqual(expect.objectContaining({ slug: 'certificato-di-nascita', revision: birth().revision }));
    definition.steps[1].title = 'Chi sei';
    definition.sheet.tempi = ['Subito.'];
    const preview = await check(`${BIRTH}/definizione`, JSON.stringify(definition, null, 1));
    expect(preview.texts('main section:first-of-type li')).toEqual([
      'Cambia la sezione “Tempi e scadenze” della scheda.',
      `Passo “Chi sei”: cambia il titolo.`,
    ]);
    const published = await publish(`${BIRTH}/definizione`, preview);
    expect(published.location).toBe(`${BIRTH}/definizione?fatto=revisione`);
    expect(await revisionOf('certificato-di-nascita')).toBe(birth().revision + 1);
    expect((await citizen.visit(draftPath)).text('main')).not.toContain('Chi sei');
    expect(draft.status).toBe(200);
    expect((await portal.browser().visit('/rovereto/servizi/certificato-di-nascita')).text('#tempi')).toContain(
      'Subito.',
    );
    const other = await portal.citizen('mario-rossi');
    expect((await other.visit('/rovereto/servizi/certificato-di-nascita/compila')).text('main')).toContain('Chi sei');
    const same = await check(`${BIRTH}/definizione`, JSON.stringify(definition));
    expect([same.text('.avviso-info'), same.html.querySelector('button[value=pubblica]')]).toEqual([
      expect.stringContaining('non c’è nulla da pubblicare'),
      null,
    ]);
    const moved = await check(`${BIRTH}/definizione`, JSON.stringify({ ...definition, slug: 'altrove' }));
    expect([moved.status, moved.text('.avviso-error')]).toEqual([422, expect.stringContaining('non cambia')]);
  });

  it('of two administrators one publishes, and the other sees what has changed before their eyes', async () => {
    const path = `${BIRTH}/definizione`;
    const current = JSON.parse((await administrator.get(`${path}.json`)).body);
    const colleague = await portal.operator('amministratore');
    const mine = await check(path, JSON.stringify({ ...current, office: 'Mio' }));
    const theirs = await check(path, JSON.stringify({ ...current, office: 'Loro' }), colleague);
    expect((await publish(path, theirs, colleague)).status).toBe(303);
    const refused = await publish(path, mine);
    expect([refused.status, refused.text('.avviso-error')]).toEqual([409, expect.stringContaining('Un altro')]);
    expect(refused.texts('main section:first-of-type li')).toEqual(['Cambia l’ufficio.']);
    expect((await publish(path, refused)).status).toBe(303);
    expect(await revisionOf('certificato-di-nascita')).toBe(current.revision + 2);
  });

  it('texts are changed without the definition, with what is wrong at each field', async () => {
    const path = `${BIRTH}/testi`;
    const typed = (page: Page, more: Readonly<Record<string, string>>) => ({ ...formOf(page, 'testi'), ...more });
    const form = await administrator.visit(path);
    const revision = Number(versionOn(form));
    expect((await administrator.send(path, typed(form, {}))).text('.avviso-info')).toContain('Non hai cambiato nulla');
    const wrong = typed(form, { description: ' ', deadlineDays: '0', 'steps.istruzioni.text': 'Uno.\r\n\r\nDue.' });
    const refused = await administrator.post(path, wrong);
    expect([refused.status, refused.texts('.avviso-error li')]).toEqual([
      422,
      [
        'Presentazione, Descrizione: compila questo campo.',
        'Ufficio e termine, Termine del procedimento, in giorni: scrivi un numero da 1 a 365.',
      ],
    ]);
    expect(refused.text('[id=steps-istruzioni-text]')).toBe('Uno. Due.');
    const right = { ...wrong, description: 'Nuova descrizione', deadlineDays: '15' };
    const [first, second] = [await administrator.post(path, right), await administrator.post(path, right)];
    expect([first.location, second.location]).toEqual([`${path}?fatto=salvato`, `${path}?fatto=salvato`]);
    expect(await revisionOf('certificato-di-nascita')).toBe(revision + 1);
    const sheet = (await administrator.visit(`${path}?fatto=salvato`)).html.querySelector('.avviso-success a');
    const read = await portal.browser().visit(sheet?.getAttribute('href') ?? '');
    expect(read.text('.lead')).toBe('Nuova descrizione');
    const stale = await administrator.post(path, typed(form, { office: 'Altro ufficio' }));
    expect([stale.status, stale.html.querySelector('#office')?.getAttribute('value')]).toEqual([409, 'Altro ufficio']);
    expect(stale.text('.dati')).toContain('Nuova descrizione');
    expect(stale.text('main')).not.toContain('per passi che non ci sono più');
    // As typed on the form of a revision that had one more step.
    const removed = { office: 'Altro ufficio', 'steps.tolto.title': 'Il passo tolto', 'steps.tolto.guide': 'Tienimi.' };
    const gone = await administrator.post(path, typed(form, removed));
    expect([gone.status, gone.texts('.dati').at(-1)]).toEqual([
      409,
      expect.stringMatching(/Il passo tolto – Guida alla compilazione.*Tienimi\./u),
    ]);
    const expired = await administrator.post(path, { ...right, _csrf: 'x', office: 'Perso?' });
    expect([expired.status, expired.html.querySelector('#office')?.getAttribute('value')]).toEqual([403, 'Perso?']);
  });

  it('each is written into the register', async () => {
    const tenant = await portal.portal.tenants.bySlug('rovereto');
    if (tenant === null) throw new Error('Rovereto is not there');
    const { rows } = await portal.portal.unitOfWork.read(tenant.id, ({ audit }) =>
      audit.page({ after: null, limit: 50 }),
    );
    const acts = rows.filter(({ action }) => action === 'servizio_pubblicato' || action === 'revisione_pubblicata');
    expect(acts.map(({ subject }) => subject).toReversed()).toEqual([
      'nuovissimo',
      ...Array.from({ length: 4 }, () => 'certificato-di-nascita'),
    ]);
  });

  it('the services of another ente, and those that are not there, are not found', async () => {
    for (const page of ['definizione', 'definizione.json', 'testi']) {
      expect((await administrator.get(`/rovereto/operatori/servizi/che-non-esiste/${page}`)).status).toBe(404);
    }
    const elsewhere = await portal.operator('amministratore', 'tre-ville');
    const foreign = '/tre-ville/operatori/servizi/nuovissimo';
    expect((await elsewhere.get(`${foreign}/testi`)).status).toBe(404);
    expect((await elsewhere.post(`${foreign}/definizione`, { definizione: asking('nuovissimo') })).status).toBe(404);
  });
});
