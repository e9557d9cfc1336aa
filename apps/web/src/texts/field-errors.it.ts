import type { FieldErrorCode } from '@stanza/core';

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
  invalid_phone: 'Scrivi un numero di telefono, per esempio +39 0464 123456.',
  invalid_text: 'Il valore non è valido: controllalo.',
  domicilio_not_declared: 'Hai scritto un domicilio: spunta questa casella, oppure cancella i campi del domicilio.',
  must_accept: 'Per proseguire devi confermare.',
  file_required: 'Carica il documento richiesto.',
  file_too_large: 'Il file è troppo grande: può essere al massimo di 10 MB.',
  file_type_not_allowed: 'Questo tipo di file non è accettato.',
  file_empty: 'Il file è vuoto: scegline un altro.',
};

/** The same sentence where the field cannot be seen: in the summary on top of the page. @param name of the field */
export const namedError = (name: string, code: FieldErrorCode): string => {
  const sentence = fieldErrorTexts[code];
  if (name.endsWith('?')) return `${name} ${sentence}`;
  return `${name}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
};
