import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { practiceIdSchema } from '@stanza/core';
import { fillIn, PDF, sendCertificate, sendOnBehalf, serviceAt } from '../../src/testing/certificato.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

const DRAFTS = '/rovereto/pratiche?stato=bozza';
const FILES = '/rovereto/allegati';

/** A draft with a file and a note in it, up to the step that asks for the file. */
const draftWithFile = async (browser: TestBrowser, fileName: string): Promise<string> => {
  const draft = await fillIn(browser, 'delega');
  await browser.send(`${draft}/compila/delega`, { has_delega: 'si', nota_privata: 'Solo mia', azione: 'avanti' });
  await browser.sendFiles(`${draft}/compila/specifica-delega`, { azione: 'nota' }, [
    { field: 'file_delega', fileName, content: PDF },
  ]);
  return draft;
};
const hrefs = (page: Page, selector: string) =>
  page.html.querySelectorAll(selector).map((a) => a.getAttribute('href') ?? '');
const fileNamed = (page: Page, name: string) => {
  const found = page.html.querySelectorAll('.file').find((item) => item.textContent.includes(name));
  if (found === undefined) throw new Error(`There is no file ${name}`);
  return found;
};
/** The confirmation that deletes a file, from its button in the list. */
const deleteHref = (page: Page, name: string) =>
  fileNamed(page, name).querySelector('a[href$="/elimina"]')?.getAttribute('href') ?? '';

describe('Elimina una bozza', () => {
  it('il pulsante è nella pagina della bozza e fra le pratiche in bozza, e chiede conferma', async () => {
    const anna = await portal.citizen('anna-bianchi');
    const draft = await draftWithFile(anna, 'delega.pdf');
    const existing = await anna.visit(`${serviceAt('rovereto')}/bozza`);
    expect(existing.text('main')).toContain('Elimina la bozza');
    expect(hrefs(existing, 'main a')).toContain(`${draft}/elimina`);
    const list = await anna.visit(DRAFTS);
    expect(hrefs(list, 'tbody a')).toEqual([draft, `${draft}/elimina`]);
    const question = await anna.visit(`${draft}/elimina`);
    expect(question.text('h1')).toMatch(/^Vuoi eliminare la bozza \S+ \(Certificato di nascita\)\?$/u);
    expect(question.text('form.conferma')).toContain('restano tra i tuoi allegati');
    expect(hrefs(question, 'form.conferma a')).toEqual([DRAFTS]);
    expect((await anna.get(draft)).location).toBe(`${draft}/compila`);
  });

  it('con la conferma la bozza sparisce, e i suoi file restano fra gli allegati', async () => {
    const anna = await portal.citizen('anna-bianchi');
    const [draft = ''] = hrefs(await anna.visit(DRAFTS), 'tbody a');
    await anna.visit(`${draft}/elimina`);
    const after = await anna.send(`${draft}/elimina`, { conferma: 'si' });
    expect(after.text('main')).toContain('La bozza è stata eliminata.');
    expect(after.text('main')).toContain('Nessuna pratica in questo stato');
    expect((await anna.get(draft)).status).toBe(404);
    expect((await anna.get(`${serviceAt('rovereto')}/bozza`)).location).toBe(`${serviceAt('rovereto')}/compila`);
    const files = await anna.visit(FILES);
    expect(files.texts('.file-nome')).toEqual(['delega.pdf']);
    expect((await anna.visit(await draftWithFile(anna, 'altra.pdf'))).status).toBe(200);
  });

  it('una pratica inviata non si elimina mai', async () => {
    const mario = await portal.citizen('mario-rossi');
    const sent = await sendCertificate(mario);
    expect((await mario.get(`${sent}/elimina`)).location).toBe(sent);
    const refused = await mario.post(`${sent}/elimina`, { conferma: 'si' });
    expect([refused.status, refused.text('h1')]).toEqual([409, 'Operazione non possibile adesso']);
    expect((await mario.visit(sent)).status).toBe(200);
  });

  it('chi la stava compilando in un’altra scheda non può più salvarla né inviarla', async () => {
    const lucia = await portal.citizen('lucia-d-amico');
    const draft = await fillIn(lucia);
    await lucia.post(`${draft}/elimina`, { conferma: 'si' });
    const step = { tipologia: 'semplice', uso: 'Banca' };
    const note = { nota_privata: '<b>Ricorda</b> la banca' };
    const lost = await lucia.post(`${draft}/compila/tipologia-ed-uso`, { ...step, ...note, azione: 'avanti' });
    expect(lost.status).toBe(404);
    expect(lost.text('main')).toContain('Quello che avevi scritto');
    expect(lost.texts('main dd')).toEqual(['semplice', 'Banca', '<b>Ricorda</b> la banca']);
    expect((await lucia.post(`${draft}/compila/tipologia-ed-uso`, { ...step, azione: 'salva' })).status).toBe(409);
    expect((await lucia.post(`${draft}/compila/conferma`, { azione: 'avanti', conferma: 'si' })).status).toBe(404);
    expect((await lucia.post(`${draft}/elimina`, { conferma: 'si' })).status).toBe(404);
  });

  it('chi comincia quando il servizio è appena stato sospeso ritrova la nota che aveva scritto', async () => {
    const zoe = await portal.citizen('zoe-cosi');
    await zoe.visit(`${serviceAt('rovereto')}/compila`);
    await portal.asOwner("update service set status = 'sospeso'");
    const first = { istruzioni: 'si', nota_privata: 'Da ricordare', azione: 'avanti' };
    const refused = await zoe.post(`${serviceAt('rovereto')}/compila`, first);
    expect([refused.status, refused.text('h1'), refused.texts('main dd')]).toEqual([
      409,
      'Servizio sospeso',
      ['Da ricordare'],
    ]);
    await portal.asOwner("update service set status = 'attivo'");
  });
});

describe('Fino a quando si conserva una bozza', () => {
  it('la pagina della bozza e le pratiche in bozza dicono quando si cancella', async () => {
    const zoe = await portal.citizen('zoe-cosi');
    const draft = await fillIn(zoe);
    await portal.asOwner(
      `update practice set changed_at = '2030-01-01T12:00:00Z' where id = '${draft.split('/').at(-1)}'`,
    );
    const existing = await zoe.visit(`${serviceAt('rovereto')}/bozza`);
    expect(existing.text('main')).toContain('La bozza si cancella il 30 giugno 2030');
    const list = await zoe.visit(DRAFTS);
    expect(list.texts('thead th')).toContain('La bozza si cancella il');
    expect(list.text('tbody')).toContain('30/06/2030');
  });

  it('salvando la bozza il tempo ricomincia', async () => {
    const zoe = await portal.citizen('zoe-cosi');
    const [draft = ''] = hrefs(await zoe.visit(DRAFTS), 'tbody a');
    await zoe.post(`${draft}/compila/tipologia-ed-uso`, { tipologia: 'semplice', uso: 'Banca', azione: 'avanti' });
    const tenant = await portal.portal.tenants.bySlug('rovereto');
    if (tenant === null) throw new Error('Rovereto is not there');
    const id = practiceIdSchema.parse(draft.split('/').at(-1));
    const saved = await portal.portal.unitOfWork.read(tenant.id, ({ practices }) => practices.byId(id));
    expect(Math.abs((saved?.changedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60 * 60 * 1000);
  });
});

describe('Elimina un allegato', () => {
  it('un file di una pratica inviata non si può eliminare', async () => {
    const luca = await portal.citizen('luca-ferrari');
    await sendOnBehalf(luca, '');
    const page = await luca.visit(FILES);
    expect(page.texts('.file-nome')).toHaveLength(2);
    expect(hrefs(page, 'a[href$="/elimina"]')).toEqual([]);
    const [href = ''] = hrefs(page, 'a[download]');
    const asked = await luca.get(`${href}/elimina`);
    expect([asked.status, asked.text('h1')]).toEqual([409, 'Il file fa parte di una pratica inviata']);
    expect((await luca.post(`${href}/elimina`, { conferma: 'si' })).status).toBe(409);
    expect((await luca.get(href)).status).toBe(200);
  });

  it('se una bozza lo usa la conferma lo dice, e la bozza lo chiede di nuovo', async () => {
    const anna = await portal.citizen('anna-bianchi');
    const list = await anna.visit(FILES);
    const [draft = ''] = hrefs(await anna.visit(DRAFTS), 'tbody a');
    expect(fileNamed(list, 'altra.pdf').textContent).toContain('Bozza');
    expect(fileNamed(list, 'altra.pdf').querySelector('ul a')?.getAttribute('href')).toBe(draft);
    const question = await anna.visit(deleteHref(list, 'altra.pdf'));
    expect(question.text('h1')).toBe('Vuoi eliminare il file «altra.pdf»?');
    expect(question.text('form.conferma')).toContain('usato in una bozza');
    const after = await anna.send(deleteHref(list, 'altra.pdf'), { conferma: 'si' });
    expect(after.text('main')).toContain('Il file è stato eliminato.');
    expect(after.texts('.file-nome')).toEqual(['delega.pdf']);
    const step = await anna.visit(`${draft}/compila/specifica-delega`);
    expect(step.html.querySelector('.file-attuale')).toBeNull();
    expect((await anna.get(`${draft}/compila/conferma`)).location).toContain('/compila/specifica-delega');
  });

  it('se nessuno lo usa si elimina, e non si scarica più', async () => {
    const anna = await portal.citizen('anna-bianchi');
    const list = await anna.visit(FILES);
    const remove = deleteHref(list, 'delega.pdf');
    expect((await anna.visit(remove)).text('form.conferma')).not.toContain('bozza');
    const after = await anna.send(remove, { conferma: 'si' });
    expect(after.text('main')).toContain('Non hai ancora allegati');
    expect((await anna.get(remove.replace(/\/elimina$/u, ''))).status).toBe(404);
    expect((await anna.post(remove, { conferma: 'si' })).status).toBe(404);
  });

  it('un elenco lungo di allegati va avanti pagina per pagina, senza perdere né ripetere nulla', async () => {
    const giuseppe = await portal.citizen('giuseppe-fo');
    const draft = await draftWithFile(giuseppe, '0.pdf');
    for (let index = 1; index < 23; index += 1) {
      await giuseppe.sendFiles(`${draft}/compila/specifica-delega`, { azione: 'nota' }, [
        { field: 'file_delega', fileName: `${index}.pdf`, content: PDF },
      ]);
    }
    const first = await giuseppe.visit(FILES);
    const second = await giuseppe.visit(first.html.querySelector('a[rel=next]')?.getAttribute('href') ?? '');
    expect([...first.texts('.file-nome'), ...second.texts('.file-nome')]).toEqual(
      Array.from({ length: 23 }, (_, index) => `${22 - index}.pdf`),
    );
    expect(second.html.querySelector('a[rel=next]')).toBeNull();
    expect((await giuseppe.visit(`${FILES}?dopo=inventato`)).texts('.file-nome')).toHaveLength(20);
    expect((await giuseppe.get(`${FILES}?dopo=1_01890a5d-ac96-774b-bcce-b302099a8057`)).location).toBe(FILES);
  });
});
