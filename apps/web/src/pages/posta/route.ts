import type { FastifyInstance } from 'fastify';
import type { WebContext } from '../../http/web-context.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import { texts } from './texts.it.ts';
import { postaView } from './view-model.ts';

const SHOWN = 50;

/** The messages that would have been sent. Only in development, where there is no mail server; never in production. */
export const postaPage = (scope: FastifyInstance, { show }: WebContext, mailbox: Mailbox): void => {
  scope.get('/sviluppo/posta', async (request, reply) =>
    show(request, reply, { template: 'posta', view: postaView(await mailbox.latest(SHOWN)), title: texts.titolo }),
  );
};
