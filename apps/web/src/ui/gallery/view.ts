import {
  type ConfirmPageView,
  type ErrorSummaryView,
  type GuideBoxView,
  type NoteBoxView,
  notice,
  type RefreshView,
  rating,
  type StepButtonsView,
  stepper,
} from '../components.ts';
import { galleryFields, MISTAKE } from './fields.ts';
import { galleryLists } from './lists.ts';

export const confirmView: ConfirmPageView = {
  id: 'sicuro',
  details: ['Le risposte vengono inviate al Comune.', 'I file restano tra i tuoi allegati.'],
  question: 'Sei sicuro di aver compilato il modulo correttamente e di voler inviare la pratica?',
  yes: 'Sì, sono sicuro',
  no: 'No',
  action: '/invio',
  hidden: [{ name: 'versione', value: '3' }],
  noHref: '/riepilogo',
};

/** Every component in every state, for the eye and for the accessibility checks. */
export function galleryView() {
  return {
    heading: {
      title: 'Nuova pratica: Certificato di nascita',
      lead: 'Tutti i componenti delle pagine, in tutti i loro stati.',
    },
    errorSummary: {
      errors: [
        { id: 'nome-e', message: MISTAKE },
        { id: 'uso-bollo-e', message: 'Scegli l’uso del certificato.' },
      ],
    } satisfies ErrorSummaryView,
    notices: [
      notice('info', { title: 'Pagamento previsto', text: 'Questo servizio richiede un pagamento di 16 euro.' }),
      notice('success', { text: 'Le informazioni del profilo sono state salvate.' }),
      notice('warning', {
        title: 'Hai già una bozza',
        text: 'Puoi riprendere la compilazione.',
        link: { label: 'Riprendi compilazione', href: '/bozza' },
      }),
      notice('error', { text: 'Il file non è stato caricato.' }),
    ],
    stepper: stepper(
      ['Istruzioni', 'Richiedente', 'Delega', 'Specifica delega', 'Tipologia ed uso', 'Controllo e conferma'].map(
        (label, index) => ({ label, href: `/passo/${index + 1}`, done: index !== 2 && index < 4 }),
      ),
      2,
    ),
    fields: galleryFields(),
    buttons: { back: '/passo/2', restart: '/passo/1', submitLabel: 'Invia', blocked: null } satisfies StepButtonsView,
    blockedButtons: {
      back: '/passo/2',
      restart: null,
      submitLabel: 'Avanti',
      blocked: 'Potrai andare avanti quando il pagamento risulterà registrato.',
    } satisfies StepButtonsView,
    refresh: { href: '/', seconds: 600, text: 'Stiamo aspettando la conferma del pagamento.' } satisfies RefreshView,
    guide: {
      paragraphs: [
        'Controlla i dati che abbiamo ricevuto da SPID.',
        'Per correggere un recapito vai a «Il mio profilo».',
      ],
    } satisfies GuideBoxView,
    note: {
      formId: 'passo',
      action: '/nota',
      name: 'nota',
      value: 'Chiedere a zia la data esatta.',
      error: 'La nota è troppo lunga.',
    } satisfies NoteBoxView,
    ...galleryLists(),
    rating: rating('/voto', 'Quanto è stato facile usare questo servizio?', 3),
    dialog: confirmView,
  };
}

const USED_FIELDS: readonly string[] = ['nome', 'motivo', 'giorni-lun', 'nome-e', 'uso-bollo-e'];

/** One form with little on it: what a person does there is proven without drawing every component each time. */
export function formView() {
  const { heading, errorSummary, buttons, refresh, note, dialog, fields } = galleryView();
  const used = fields.filter((field) => 'id' in field && USED_FIELDS.includes(field.id));
  return { heading, errorSummary, buttons, refresh, note, dialog, fields: used };
}
