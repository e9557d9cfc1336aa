import {
  dayInItaly,
  type Operator,
  type OperatorId,
  type Practice,
  practiceIdSchema,
  unregisteredPapers,
} from '@stanza/core';
import { makeP7m } from '@stanza/gateways/testing';
import { PDF } from '../../src/testing/certificato.ts';
import { REQUEST } from '../../src/testing/integration.ts';
import { answerOf, answerWith, officeHref } from '../../src/testing/office.ts';
import type { Page } from '../../src/testing/test-browser.ts';
import { makeTestPortal } from '../../src/testing/test-portal.ts';
import type { Act, Model } from './practice-model.ts';

/** A practice as it is now, and whether papers of its integrations wait for a number. */
export interface Situation {
  readonly practice: Practice;
  readonly waiting: boolean;
}

const DECISIONS = {
  accetta: { flusso: 'firma', esito: 'accettata', motivazione: '' },
  rifiuta: { flusso: 'firma', esito: 'rifiutata', motivazione: 'Manca un documento' },
  'accetta senza firma': { flusso: 'documento', esito: 'accettata', motivazione: '' },
  'rifiuta senza firma': { flusso: 'documento', esito: 'rifiutata', motivazione: 'Manca un documento' },
} as const;

/** The portal with everybody who acts on a practice of Rovereto. */
export const openActs = async () => {
  const portal = await makeTestPortal();
  const citizen = await portal.citizen('anna-bianchi');
  const operator = await portal.operator();
  const administrator = await portal.operator('amministratore');
  // A page with a form, whose token is good for all that follows.
  for (const somebody of [operator, administrator]) await somebody.visit('/rovereto/operatori/profilo');
  const ente = await portal.portal.tenants.bySlug('rovereto');
  if (ente === null) throw new Error('Rovereto is not there');

  const enabled = await portal.portal.unitOfWork.read(ente.id, async ({ services, operators }) => {
    const service = await services.bySlug('certificato-di-nascita');
    return service === null ? [] : operators.enabledFor(service.id);
  });
  const idOf = (role: Operator['role']): OperatorId => {
    const found = enabled.find((one) => one.role === role);
    if (found === undefined) throw new Error(`Rovereto has no ${role} for the service`);
    return found.id;
  };
  const [first, colleague] = [idOf('operatore'), idOf('amministratore')];

  const situationOf = async (href: string): Promise<Situation> => {
    const id = practiceIdSchema.parse(href.split('/').at(-1));
    return portal.portal.unitOfWork.read(ente.id, async ({ practices, integrations }) => {
      const practice = await practices.byId(id);
      if (practice === null) throw new Error('The practice is not there');
      const waiting = (await integrations.of(id)).some((one) => unregisteredPapers(one).length > 0);
      return { practice, waiting };
    });
  };

  const decide = async (office: string, versione: string, act: keyof typeof DECISIONS): Promise<Page> => {
    const decision = DECISIONS[act];
    await answerWith(portal, { answerFlow: decision.flusso });
    const { flusso, esito } = decision;
    const enclosed = flusso === 'documento' && esito === 'accettata';
    const files = enclosed ? [{ field: 'documento', fileName: 'certificato.pdf', content: PDF }] : [];
    return operator.postFiles(`${office}/elabora`, { ...decision, versione, definitiva: 'si' }, files);
  };

  const integrate = async (href: string): Promise<Page> => {
    const asked = await citizen.postFiles(`${href}/integrazione`, { uso: 'Mutuo', azione: 'avanti' }, []);
    const shown = asked.html.querySelector('input[name=dati_visti]')?.getAttribute('value') ?? '';
    return citizen.post(`${href}/integrazione/invia`, { conferma: 'si', dati_visti: shown });
  };

  /** Does it, on the practice as it is now. @returns what came back; null when nobody asked for anything over HTTP */
  const doIt = async (href: string, act: Act): Promise<Page | null> => {
    const { id, version, assignedTo } = (await situationOf(href)).practice;
    const office = officeHref(id);
    const versione = String(version);
    switch (act) {
      case 'invia':
        return citizen.post(`${href}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
      case 'lavora':
        await portal.drain();
        return null;
      case 'prendi':
        return operator.post(`${office}/presa-in-carico`, { versione, conferma: 'si' });
      case 'chiedi': {
        const scadenza = dayInItaly(portal.portal.clock.now());
        return operator.post(`${office}/integrazione`, { ...REQUEST, documenti: '', scadenza, versione });
      }
      case 'integra':
        return integrate(href);
      case 'annulla':
        return operator.post(`${office}/integrazione/annulla`, { versione, conferma: 'si' });
      case 'riassegna': {
        const operatore = assignedTo === first ? colleague : first;
        return administrator.post(`${office}/riassegna`, { versione, operatore });
      }
      case 'firma': {
        const content = await makeP7m({ content: await answerOf(operator, id) });
        const file = { field: 'risposta', fileName: 'risposta.pdf.p7m', content };
        return operator.postFiles(`${office}/risposta`, { versione }, [file]);
      }
      default:
        return decide(office, versione, act);
    }
  };

  const seen = ({ practice, waiting }: Situation): Model => {
    const { state, requestProtocol, assignedTo, decision, documents } = practice;
    return {
      state,
      registered: requestProtocol !== null,
      holder: assignedTo === null ? null : assignedTo === first ? 'operatore' : 'collega',
      decided: decision?.outcome ?? null,
      toSign: decision?.flow !== 'documento',
      rendered: documents.risposta !== undefined,
      signed: documents.risposta_firmata !== undefined,
      waiting,
    };
  };

  return { citizen, situationOf, doIt, seen, close: () => portal.close() };
};

export type Acts = Awaited<ReturnType<typeof openActs>>;
