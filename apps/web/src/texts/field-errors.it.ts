import { type Field, type FieldError, type FieldErrorCode, italianNumber } from '@stanza/core';
import { sizeLimit } from '../format/file-size.ts';

/** The sentence at the field for each reason that the core gives. */
export const fieldErrorTexts: Readonly<Record<FieldErrorCode, string>> = {
  required: 'Compila questo campo.',
  too_long: 'Il testo è troppo lungo: accorcialo.',
  not_an_option: 'Scegli una delle risposte proposte.',
  invalid_date: 'Scrivi una data che esiste, per esempio 31/12/1980.',
  date_in_future: 'La data non può essere nel futuro.',
  invalid_codice_fiscale: 'Il codice fiscale non è corretto: controlla le 16 lettere e cifre.',
  invalid_cap: 'Il CAP ha 5 cifre, per esempio 38068.',
  invalid_postal_code: 'Il codice postale può avere al massimo 12 lettere e cifre, e può mancare.',
  invalid_provincia: 'Scrivi la sigla della provincia, per esempio TN.',
  invalid_email: 'Scrivi un indirizzo e-mail completo, per esempio nome@esempio.it.',
  email_taken: 'Un altro operatore ha già questo indirizzo: cercalo nell’elenco del personale.',
  invalid_phone: 'Scrivi un numero di telefono, per esempio +39 0464 123456.',
  invalid_text: 'Il valore non è valido: controllalo.',
  wrong_digits: 'Scrivi solo le cifre, tutte.',
  domicilio_not_declared: 'Hai scritto un domicilio: spunta questa casella, oppure cancella i campi del domicilio.',
  must_accept: 'Per proseguire devi confermare.',
  file_required: 'Carica il documento richiesto.',
  file_too_large: 'Il file è troppo grande: scegline uno più piccolo.',
  file_type_not_allowed: 'Questo tipo di file non è accettato.',
  file_empty: 'Il file è vuoto: scegline un altro.',
  file_infected: 'Nel file c’è un virus: non l’abbiamo ricevuto. Controlla il tuo dispositivo e scegli un altro file.',
  file_not_scannable:
    'Non riusciamo a controllare che il file sia senza virus: caricane uno più piccolo, o senza firma digitale.',
  file_not_scanned: 'In questo momento non possiamo controllare che il file sia senza virus: riprova più tardi.',
  too_many_files: 'I file sono troppi: togline qualcuno.',
  practice_too_large: 'I file di questa pratica, tutti insieme, sono troppo grandi: togline qualcuno.',
  no_room_for_file:
    'Lo spazio rimasto per i file non basta: per caricarne altri occorre eliminarne qualcuno da “I miei allegati”. Se servono tutti, occorre chiedere al Comune.',
  too_many_uploads: 'Sono stati caricati troppi file in poco tempo: riprova tra un’ora.',
  not_your_file: 'Il file scelto non è disponibile per questo campo: scegline un altro.',
  invalid_number: 'Scrivi un numero, per esempio 12,50.',
  invalid_integer: 'Scrivi un numero intero, per esempio 3.',
  too_many_decimals: 'Ci sono troppe cifre dopo la virgola.',
  out_of_range: 'Il numero è troppo piccolo o troppo grande.',
  date_in_past: 'La data non può essere già passata.',
  ends_before_start: 'L’ultimo giorno non può venire prima del primo.',
  invalid_time: 'Scrivi un’ora, per esempio 09:30.',
  invalid_url: 'Scrivi un indirizzo completo, per esempio https://www.esempio.it.',
  invalid_partita_iva: 'La partita IVA non è corretta: controlla le 11 cifre.',
  invalid_iban: 'L’IBAN non è corretto: controlla lettere e cifre.',
  unknown_municipality: 'Non troviamo questo Comune: scrivi il nome per intero, per esempio Rovereto.',
  ambiguous_municipality: 'Più Comuni hanno questo nome: aggiungi la provincia, per esempio Castro (BG).',
  ceased_municipality: 'Questo Comune non esiste più: indica quello di oggi.',
  unknown_country: 'Non troviamo questo Stato: scrivi il nome in italiano, per esempio Francia.',
  birth_date_mismatch: 'La data di nascita non corrisponde al codice fiscale: controllali tutti e due.',
  unlike_codice_fiscale: 'Non corrisponde al codice fiscale: controlla il documento.',
  not_a_statement: 'La dichiarazione di accessibilità è una pagina di https://form.agid.gov.it/.',
  of_portal: 'Da un indirizzo del portale il Comune non può scrivere: indicane uno suo, o lascia vuoto il campo.',
  not_paid_yet: 'Il pagamento non risulta ancora: si può proseguire quando è confermato.',
  invalid_stamp: 'Scrivi le 14 cifre stampate sulla marca da bollo.',
  stamp_used: 'Questa marca da bollo è già stata usata per un’altra pratica: indicane un’altra.',
  needs_unsigned_answer:
    'Si decide su più pratiche insieme solo dove la risposta non si firma: cambia il modo di rispondere, oppure togli questa spunta.',
  rule_broken: 'Le risposte non vanno d’accordo tra loro: controllale.',
};

/** The sentence for an error, with what the field asks for where that helps to mend it. @param field when it is one of a form */
export const fieldSentence = ({ code, message, maxBytes }: FieldError, field: Field | undefined): string => {
  if (code === 'rule_broken' && message !== undefined) return message;
  if (code === 'out_of_range' && field !== undefined && 'min' in field) {
    return `Scrivi un numero da ${italianNumber(String(field.min))} a ${italianNumber(String(field.max))}.`;
  }
  if (code === 'wrong_digits' && field?.kind === 'text') return `Scrivi le ${field.digits} cifre, senza altri segni.`;
  if (code === 'too_many_files' && field?.kind === 'files')
    return `Puoi caricare al massimo ${field.max} file: togline qualcuno.`;
  if (code === 'file_too_large' && maxBytes !== undefined)
    return `Il file è troppo grande: può essere al massimo di ${sizeLimit(maxBytes)}.`;
  if (code === 'practice_too_large' && maxBytes !== undefined)
    return `I file di questa pratica, tutti insieme, possono essere al massimo di ${sizeLimit(maxBytes)}: togline qualcuno, o scegline di più piccoli.`;
  return fieldErrorTexts[code];
};

/** A sentence where the field cannot be seen: in the summary on top of the page. @param name of the field */
export const namedError = (name: string, sentence: string): string => {
  if (name.endsWith('?')) return `${name} ${sentence}`;
  return `${name}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
};
