import { dayInItaly, type Service, type ServiceDefinition } from '@stanza/core';
import type { InvalidDefinition } from '@stanza/services';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { previewView } from './preview.ts';
import { texts } from './texts.it.ts';
import { definitionFormView } from './view-model.ts';

/** The service that a definition is for; null when it is to be a new one. */
export interface Target {
  readonly service: Service | null;
  readonly base: string;
  readonly office: string;
  readonly action: string;
}

/** The form as it is shown: what was typed, and what is wrong with it. */
export interface FormShown {
  readonly text: string;
  readonly status: number;
  readonly invalid?: InvalidDefinition;
  readonly flash?: ReturnType<typeof notice> | null;
}

/** A definition that is correct. */
export interface Checked {
  readonly definition: ServiceDefinition;
  readonly text: string;
  readonly problem?: string;
}

/** What the routes of a definition answer with: its form, or its preview. */
export const makeShowDefinition = ({ portal, show }: WebContext) => {
  const targetOf = async (request: FastifyRequest, slug: string | null): Promise<Target> => {
    const ente = enteOf(request);
    const base = `/${ente.slug}`;
    const office = `${base}/operatori`;
    if (slug === null) return { service: null, base, office, action: `${office}/servizi/nuovo` };
    const service = await portal.unitOfWork.read(ente.id, ({ services }) => services.bySlug(slug));
    if (service === null) throw new Problem('not_found');
    return { service, base, office, action: `${office}/servizi/${slug}/definizione` };
  };
  const around = ({ service, office }: Target) => ({
    crumb: service === null ? texts.nuovo : texts.crumb,
    path: [
      { label: texts.servizi, href: `${office}/servizi` },
      ...(service === null
        ? []
        : [{ label: service.definition.name, href: `${office}/servizi/${service.definition.slug}` }]),
    ],
  });

  const showForm = (request: FastifyRequest, reply: FastifyReply, target: Target, shown: FormShown): FastifyReply => {
    const { service } = target;
    const { text, status, invalid = null, flash = null } = shown;
    const revision = service?.definition.revision ?? null;
    return show(request, reply, {
      template: 'operatori-definizione',
      view: definitionFormView({ ...target, revision, text: text.replaceAll('\r\n', '\n'), invalid }),
      title: service === null ? texts.nuovo : texts.revisione(service.definition.name),
      ...around(target),
      status,
      flash,
    });
  };
  const showPreview = (request: FastifyRequest, reply: FastifyReply, target: Target, checked: Checked) => {
    const { definition, text, problem } = checked;
    const before = target.service?.definition ?? null;
    const today = dayInItaly(portal.clock.now());
    return show(request, reply, {
      template: 'operatori-definizione/anteprima',
      view: previewView({ ...target, before, text, today, compiled: portal.services.compile(definition) }),
      title: texts.anteprima(definition.name),
      ...around(target),
      status: problem === undefined ? 200 : 409,
      flash: problem === undefined ? null : notice('error', { text: problem }),
    });
  };
  return { targetOf, showForm, showPreview };
};
