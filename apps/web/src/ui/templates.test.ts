import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bareShell, galleryShell } from './gallery/shells.ts';
import { makeTemplates, type Templates } from './templates.ts';

const assets = { dir: '/', url: (name: string) => `/assets/${name}` };

describe('the renderer', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stanza-templates-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function templatesWith(source: string, texts = '{}'): Promise<Templates> {
    mkdirSync(join(folder, 'prova'));
    writeFileSync(join(folder, 'prova/page.hbs'), source);
    writeFileSync(join(folder, 'prova/texts.it.ts'), `export const texts = ${texts};`);
    return makeTemplates({ pagesDir: folder, partialsDir: join(import.meta.dirname, 'partials'), assets });
  }

  it('fills a page inside the shell, escaping what people wrote', async () => {
    const templates = await templatesWith('<h1>{{nome}}</h1>');
    const html = templates.render('prova', { nome: '<b>Maria</b>' }, galleryShell());
    expect(html).toContain('<h1>&lt;b&gt;Maria&lt;/b&gt;</h1>');
    expect(html).toContain('<title>Errore: Galleria – Comune di Bugliano</title>');
    expect(html).toContain('aria-current="page">Le mie pratiche</a>');
  });

  it('names every template by its folder, and by its file when the folder holds more', async () => {
    mkdirSync(join(folder, 'altra'));
    writeFileSync(join(folder, 'altra/riepilogo.hbs'), 'x');
    expect((await templatesWith('x')).names).toEqual(['altra/riepilogo', 'prova']);
  });

  it.each(['{{manca}}', '{{#each manca}}x{{/each}}', '{{#each voci}}{{manca}}{{/each}}', '{{> page-heading}}'])(
    'refuses to print %s when the value is missing',
    async (source) => {
      const templates = await templatesWith(source);
      expect(() => templates.render('prova', { voci: [{}] }, bareShell())).toThrow();
    },
  );

  it('takes sentences from the catalogue of the page and refuses to start when one is missing', async () => {
    const templates = await templatesWith('<p>{{t "saluto.breve"}}</p>', `{ saluto: { breve: 'Ciao & grazie' } }`);
    expect(templates.render('prova', {}, bareShell())).toContain('<p>Ciao &amp; grazie</p>');
  });

  it('refuses to start when a template names a sentence that the catalogue lacks', async () => {
    await expect(templatesWith('{{t "manca"}}')).rejects.toThrow('"manca"');
  });

  it('writes data for machines so that they cannot close their element', async () => {
    const templates = await templatesWith('x');
    const shell = { ...bareShell(), jsonLd: '{"name":"\\u003c/script>"}' };
    expect(templates.render('prova', {}, shell)).toContain(
      'data-element="metatag">{"name":"\\u003c/script>"}</script>',
    );
  });
});
