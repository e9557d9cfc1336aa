import type { AppIoTemplate, Delivery, Effect, MailTemplate } from '@stanza/core';
import type { BadgeView } from '../ui/components.ts';

/** How a delivery stands. */
export const deliveryStates: Readonly<Record<Delivery['state'], BadgeView>> = {
  in_attesa: { label: 'In attesa', tone: 'info' },
  consegnata: { label: 'Consegnata', tone: 'success' },
  senza_indirizzo: { label: 'Non spedita: nessun indirizzo che riceva', tone: 'warning' },
  annullata: { label: 'Non più necessaria', tone: 'neutral' },
  senza_app_io: { label: 'Non riceve su App IO', tone: 'neutral' },
  non_riuscita: { label: 'Non riuscita', tone: 'warning' },
  bloccata: { label: 'Bloccata', tone: 'danger' },
};

const messaggi: Readonly<Record<MailTemplate, string>> = {
  bozza_due_settimane: 'E-mail al cittadino: bozza in scadenza tra due settimane',
  bozza_due_giorni: 'E-mail al cittadino: bozza in scadenza tra due giorni',
  pagamento_ricevuto: 'E-mail al cittadino: pagamento ricevuto',
  pratica_inviata: 'E-mail al cittadino: pratica inviata',
  pratica_protocollata: 'E-mail al cittadino: pratica protocollata',
  pratica_presa_in_carico: 'E-mail al cittadino: pratica presa in carico',
  integrazione_richiesta: 'E-mail al cittadino: integrazione richiesta',
  integrazione_ricevuta: 'E-mail al cittadino: integrazione ricevuta',
  integrazione_annullata: 'E-mail al cittadino: richiesta di integrazione annullata',
  pratica_accettata: 'E-mail al cittadino: pratica accettata',
  pratica_rifiutata: 'E-mail al cittadino: pratica rifiutata',
  nuova_pratica: 'E-mail agli operatori: nuova pratica',
  integrazione_ricevuta_operatore: 'E-mail all’operatore: integrazione ricevuta',
  pratica_assegnata: 'E-mail all’operatore: pratica assegnata',
  bozza_sportello_due_settimane: 'E-mail all’operatore: bozza in scadenza tra due settimane',
  bozza_sportello_due_giorni: 'E-mail all’operatore: bozza in scadenza tra due giorni',
};

const notifiche: Readonly<Record<AppIoTemplate, string>> = {
  pratica_protocollata: 'App IO al cittadino: pratica protocollata',
  integrazione_richiesta: 'App IO al cittadino: integrazione richiesta',
  integrazione_annullata: 'App IO al cittadino: richiesta di integrazione annullata',
  pratica_accettata: 'App IO al cittadino: pratica accettata',
  pratica_rifiutata: 'App IO al cittadino: pratica rifiutata',
};

export const registrazioni: Readonly<Record<Exclude<Effect['kind'], 'mail' | 'app_io'>, string>> = {
  register_request: 'Protocollazione della richiesta',
  render_answer: 'Preparazione della risposta',
  register_answer: 'Protocollazione della risposta',
  register_integration_request: 'Protocollazione della richiesta di integrazione',
  register_integration: 'Protocollazione dell’integrazione',
  register_integration_cancellation: 'Protocollazione dell’annullamento della richiesta di integrazione',
};

/** What a delivery is about: "E-mail al cittadino: pratica inviata". */
export const deliveryName = ({ effect }: Delivery): string => {
  if (effect.kind === 'mail') return messaggi[effect.template];
  return effect.kind === 'app_io' ? notifiche[effect.template] : registrazioni[effect.kind];
};
