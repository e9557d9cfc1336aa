import { demoId } from '../../../../../scripts/seed/demo-id.ts';
import { looking as at, fillAndPress, href, type Looking, press } from '../looking.ts';
import { CERTIFICATE, NEW_PRACTICE, TABS, tab } from './common.ts';

const NOTICE = `/rovereto/avvisi/${demoId('rovereto', 'avvisi', 'certificati-online')}`;

export const NEWCOMER: readonly Looking[] = [
  at('condizioni', 'Condizioni di utilizzo', 'the terms', href('/rovereto/condizioni'), 'Ho letto e accetto'),
  at('profilo', 'Il mio profilo', 'the profile', href('/rovereto/profilo'), 'Condizioni accettate'),
  at(
    'profilo',
    'Il mio profilo',
    'the profile with mistakes',
    href('/rovereto/profilo'),
    'Controlla i dati inseriti',
    fillAndPress('#residenza-via', '', 'Salva informazioni profilo'),
  ),
  at(
    'profilo',
    'Il mio profilo',
    'the profile with a country that does not exist',
    href('/rovereto/profilo'),
    'Non troviamo questo Stato',
    fillAndPress('#residenza-stato', 'Atlantide', 'Salva informazioni profilo'),
  ),
  at('miei-dati', 'I miei dati', 'their data', href('/rovereto/miei-dati'), 'Scarica una copia'),
  at(
    'miei-dati/conferma',
    'Sei sicuro di voler cancellare',
    'the erasure to confirm',
    href('/rovereto/miei-dati'),
    'No',
    press('Cancella i miei dati'),
  ),
  at('avviso', 'I certificati si chiedono online', 'a notice', href(NOTICE), 'Pubblicato'),
  at('compilazione', NEW_PRACTICE, 'the instructions', href(`${CERTIFICATE}/compila`), 'Passo 1 di'),
  at(
    'compilazione',
    NEW_PRACTICE,
    'the instructions not accepted',
    href(`${CERTIFICATE}/compila`),
    'Controlla i dati inseriti',
    press('Avanti'),
  ),
  at('stanza', 'La mia stanza', 'an empty room', () => '/rovereto/stanza', 'Non hai ancora pratiche'),
  at('allegati', 'I miei allegati', 'no attachments', () => '/rovereto/allegati', 'Non hai ancora allegati'),
  at('pagamenti', 'I miei pagamenti', 'no payments', () => '/rovereto/pagamenti', 'Non hai ancora pagamenti'),
  ...TABS.map((stato) => tab(stato, 'Nessuna pratica in questo stato')),
];
