import type { EntryNumber, ProtocolBook } from '@stanza/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { registroProtocolloView, type Searched } from './view-model.ts';

const PAGE_SIZE = 20;

const searchedIn = (request: FastifyRequest): Searched | null => {
  const [number, year] = [queryText(request, 'numero').trim(), queryText(request, 'anno').trim()];
  if (number === '') return null;
  const register = queryText(request, 'registro') === 'emergenza' ? 'emergenza' : 'protocollo';
  const isNumber = /^\d{1,7}$/u.test(number) && /^\d{4}$/u.test(year);
  return { register, number, year, asked: isNumber ? { number: Number(number), year: Number(year) } : null };
};

const find = async (protocol: ProtocolBook, { register }: Searched, asked: EntryNumber) => {
  const found = await (register === 'protocollo' ? protocol.byNumber(asked) : protocol.byEmergencyNumber(asked));
  return { rows: found === null ? [] : [found], next: null };
};

/** The protocol that the portal keeps by itself, for the administrators (DPR 445/2000 art. 53). */
export const operatoriRegistroProtocolloPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/operatori/registro-protocollo', async (request, reply) => {
    const ente = enteOf(request);
    const after = queryText(request, 'dopo');
    const searched = searchedIn(request);
    const page = await portal.unitOfWork.read(ente.id, async ({ protocol }) => {
      if (searched === null) return protocol.page({ after: after === '' ? null : after, limit: PAGE_SIZE });
      return searched.asked === null ? { rows: [], next: null } : find(protocol, searched, searched.asked);
    });
    const shown = { ...page, searched, isFirst: after === '', now: portal.clock.now() };
    const office = `/${ente.slug}/operatori`;
    return show(request, reply, {
      template: 'operatori-registro-protocollo',
      view: registroProtocolloView(office, `${office}/registro-protocollo`, shown),
      title: texts.titolo,
      flash: queryText(request, 'fatto') === 'annullata' ? notice('success', { text: texts.fatto }) : null,
    });
  });
};
