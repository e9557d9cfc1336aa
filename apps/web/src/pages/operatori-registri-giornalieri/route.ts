import { mediaType } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { contentDisposition, sendFile } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { registriGiornalieriView } from './view-model.ts';

const PAGE_SIZE = 20;

const WRITTEN = {
  json: { ending: 'json', type: 'application/json; charset=utf-8' },
  testo: { ending: 'txt', type: 'text/plain; charset=utf-8' },
} as const;

/** The registers of the days, for the administrators: to be read, and to be given to conservation (DPR 445/2000 art. 53 c. 2). */
export const operatoriRegistriGiornalieriPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  const path = '/operatori/registri-giornalieri';

  scope.get(path, async (request, reply) => {
    const ente = enteOf(request);
    const after = queryText(request, 'dopo');
    const page = await portal.unitOfWork.read(ente.id, ({ reads }) =>
      reads.dailyRegisters({ after: after === '' ? null : after, limit: PAGE_SIZE }),
    );
    const register = `/${ente.slug}/operatori/registro-protocollo`;
    return show(request, reply, {
      template: 'operatori-registri-giornalieri',
      view: registriGiornalieriView(`/${ente.slug}${path}`, register, page, after === ''),
      title: texts.titolo,
      path: [{ label: texts.registro, href: register }],
    });
  });

  scope.get(`${path}/file`, async (request, reply) => {
    const ente = enteOf(request);
    const [day, format] = [queryText(request, 'giorno'), queryText(request, 'formato')];
    if (day === '') return reply.redirect(`/${ente.slug}${path}`, 303);
    const found = await portal.unitOfWork.read(ente.id, ({ reads }) => reads.dailyRegister(day));
    if (found === null) throw new Problem('not_found');
    const name = `registro-protocollo-${day}`;
    if (format === 'pdf' && found.pdf !== null) {
      return sendFile(reply, portal.storage, ente.id, {
        ...found.pdf,
        fileName: `${name}.pdf`,
        mediaType: mediaType('pdf'),
      });
    }
    if (format !== found.format) throw new Problem('not_found');
    const { ending, type } = WRITTEN[found.format];
    return reply
      .header('content-disposition', contentDisposition(`${name}.${ending}`))
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(type)
      .send(found.content);
  });
};
