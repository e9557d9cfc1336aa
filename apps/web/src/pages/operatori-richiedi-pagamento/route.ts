import { dayInItaly, type PaymentRequestProblem, type TypedPaymentRequest } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { type FormFields, formFields } from '../../http/form.ts';
import { noAddressNotice } from '../../http/no-address-notice.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { officeRequestOf } from '../../http/office-request.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { blank, LINES, richiediPagamentoView } from './view-model.ts';

type Refusal = keyof typeof texts.rifiuti;

interface Shown {
  readonly typed: TypedPaymentRequest;
  readonly problems?: readonly PaymentRequestProblem[];
  readonly refusal?: Refusal;
}

const typedIn = (fields: FormFields): TypedPaymentRequest => ({
  message: fields.messaggio ?? '',
  items: Array.from({ length: LINES }, (_, index) => ({
    label: fields[`voce-${index + 1}`] ?? '',
    amount: fields[`importo-${index + 1}`] ?? '',
  })),
  dueDate: fields.scadenza ?? '',
});

/** "Richiedi un pagamento" (pagamento differito): the office's form, shown again with all that was typed when it is refused. */
export const operatoriRichiediPagamentoPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/pratiche/:pratica/pagamento';
  const today = () => dayInItaly(portal.clock.now());
  const hrefOf = (request: FastifyRequest<OfficePath>) =>
    `/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}`;

  const showForm = async (
    request: FastifyRequest<OfficePath>,
    reply: FastifyReply,
    { typed, problems = [], refusal }: Shown,
  ): Promise<FastifyReply> => {
    const viewed = await officePracticeOf(portal, request);
    const link = { label: texts.apriDiNuovo, href: hrefOf(request) };
    const refused = refusal === 'csrf' ? 403 : 409;
    return show(request, reply, {
      template: 'operatori-richiedi-pagamento',
      view: {
        ...richiediPagamentoView(hrefOf(request), viewed, typed, problems, today()),
        noAddress: await noAddressNotice(portal, request, viewed.practice),
      },
      title: texts.titolo,
      path: [{ label: viewed.practice.code, href: hrefOf(request) }],
      status: refusal === undefined ? (problems.length > 0 ? 422 : 200) : refused,
      hasErrors: problems.length > 0,
      flash: refusal === undefined ? null : notice('error', { text: texts.rifiuti[refusal], link }),
    });
  };

  scope.get<OfficePath>(path, async (request, reply) => {
    const { practice, takesPayments } = await officePracticeOf(portal, request);
    if (practice.state === 'da_integrare') return reply.redirect(hrefOf(request), 303);
    if (practice.assignedTo !== null && practice.assignedTo !== operatorOf(request).id) {
      throw new Problem('not_in_charge');
    }
    if (!takesPayments) throw new Problem('not_possible');
    return showForm(request, reply, { typed: blank(today()) });
  });

  /** A form sent twice is done once and succeeds twice. */
  const isDone = async (request: FastifyRequest<OfficePath>, { dueDate }: TypedPaymentRequest): Promise<boolean> => {
    const { practice, integrations } = await officePracticeOf(portal, request);
    const last = integrations.at(-1)?.integration;
    return (
      practice.assignedTo === operatorOf(request).id &&
      practice.state === 'da_integrare' &&
      last !== undefined &&
      last.payment !== null &&
      last.dueDate === dueDate
    );
  };

  scope.post<OfficePath>(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const fields = formFields(request);
    const typed = typedIn(fields);
    if (!csrf.verify(request, fields[CSRF_FIELD])) return showForm(request, reply, { typed, refusal: 'csrf' });
    const requested = await portal.requestPayment(officeRequestOf(request, fields), typed);
    if (requested.ok) return reply.redirect(hrefOf(request), 303);
    const { error } = requested;
    if (error.code === 'not_found') throw new Problem('not_found', [{ term: texts.messaggio, value: typed.message }]);
    if (error.code === 'invalid_payment_request') return showForm(request, reply, { typed, problems: error.problems });
    if (await isDone(request, typed)) return reply.redirect(hrefOf(request), 303);
    return showForm(request, reply, { typed, refusal: error.code });
  });
};
