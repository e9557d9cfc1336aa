import { MailRefusedError, RegistryError, type RegistryErrorKind } from '@stanza/core';
import { errorCode } from '@stanza/gateways';

const REFUSED = 'Il server di posta ha rifiutato il destinatario: l’indirizzo va controllato';
const FAILED: Readonly<Record<string, string>> = {
  register_request: 'La registrazione al protocollo non è riuscita',
  render_answer: 'La preparazione della risposta non è riuscita',
  register_answer: 'La registrazione al protocollo della risposta non è riuscita',
  register_integration_request: 'La registrazione al protocollo della richiesta di integrazione non è riuscita',
  register_integration: 'La registrazione al protocollo dell’integrazione non è riuscita',
  register_integration_cancellation:
    'La registrazione al protocollo dell’annullamento della richiesta di integrazione non è riuscita',
  mail_invitation: 'Il messaggio non è stato preso in carico dal server di posta',
  mail: 'Il messaggio non è stato preso in carico dal server di posta',
};
const REGISTRY: Readonly<Record<Exclude<RegistryErrorKind, 'again' | 'start-over'>, string>> = {
  settings: 'Il protocollo del Comune rifiuta le impostazioni del portale: chi lo gestisce deve controllarle',
  refused: 'Il protocollo del Comune rifiuta un documento',
  'in-doubt': 'Non si sa se il protocollo del Comune ha registrato: qualcuno deve guardare, e dirlo nella pratica',
};
const FAILED_SOMEHOW = 'Un’operazione non è riuscita';

/** What the operator reads when the process died again and again while doing it. */
export const INTERRUPTED = 'Il programma si è interrotto troppe volte durante questa operazione.';

const sentenceOf = (task: string, error: unknown): string => {
  if (error instanceof MailRefusedError) return REFUSED;
  if (error instanceof RegistryError && error.kind !== 'again' && error.kind !== 'start-over')
    return REGISTRY[error.kind];
  return FAILED[task] ?? FAILED_SOMEHOW;
};

/**
 * What the operator reads of a failed attempt. Messages of errors are not repeated: they may hold names, addresses or
 * what a remote system has answered. Their code, when there is one, is enough to look for the cause.
 */
export const failureText = (task: string, error: unknown): string => {
  const sentence = sentenceOf(task, error);
  const code = errorCode(error);
  return code === null ? `${sentence}.` : `${sentence} (codice ${code}).`;
};
