import type { FastifyInstance } from 'fastify';
import { formFields } from '../../http/form.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import { contentDisposition } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { streamZip } from '../../zip/stream-zip.ts';
import { exportFiles } from './export-files.ts';
import { exportJson } from './export-json.ts';
import { texts } from './texts.it.ts';
import { confermaView, mieiDatiView } from './view-model.ts';

const COPIES = { name: 'copia dei dati', max: 5, windowMs: 60 * 60 * 1000 } as const;

/**
 * A copy of what the ente holds about the citizen, and its erasure (GDPR arts. 15, 17, 20). Before the profile, because
 * nobody must complete one to have their data back.
 */
export const mieiDatiPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/miei-dati', async (request, reply) => {
    const ente = enteOf(request);
    const { id } = citizenOf(request);
    const base = `/${ente.slug}`;
    const erasures = await portal.unitOfWork.read(ente.id, ({ personalData }) => personalData.erasuresOf(id));
    return show(request, reply, {
      template: 'miei-dati',
      view: mieiDatiView(base, erasures),
      title: texts.titolo,
      path: [{ label: texts.profilo, href: `${base}/profilo` }],
      section: 'profilo',
    });
  });

  scope.post('/miei-dati/copia', async (request, reply) => {
    const ente = enteOf(request);
    const { id } = citizenOf(request);
    if (!(await portal.isWithinLimit(ente.id, COPIES, id))) throw new Problem('too_many_copies');
    const now = portal.clock.now();
    const data = await portal.exportPersonalData(ente.id, id);
    const files = exportFiles(data);
    const json = JSON.stringify(exportJson(ente.name, now, data, files), null, 2);
    const entries = [...files.values()].map(({ path, sha256, size, at }) => ({
      path,
      size,
      at,
      open: () => portal.storage.open(ente.id, sha256),
    }));
    const archive = streamZip([{ path: 'i-miei-dati.json', at: now, text: json }], entries);
    archive.on('error', (error) => request.log.error({ err: error }, 'a copy of personal data broke off'));
    return reply
      .type('application/zip')
      .header('content-disposition', contentDisposition(`i-miei-dati-${ente.slug}.zip`))
      .send(archive);
  });

  scope.post('/miei-dati/cancellazione', async (request, reply) => {
    const ente = enteOf(request);
    const base = `/${ente.slug}`;
    if (formFields(request).conferma !== 'si') {
      return show(request, reply, { template: 'miei-dati/conferma', view: confermaView(base), title: texts.conferma });
    }
    await portal.erasePersonalData(ente.id, citizenOf(request).id);
    return reply.redirect(`${base}/miei-dati`, 303);
  });
};
