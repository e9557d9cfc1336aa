import type { BadSignature } from '@stanza/core';

/** What is wrong with the signature of a file that the office uploads, and what to do. */
export const signatureProblems: Readonly<Record<BadSignature['problem'], string>> = {
  not_signed: 'Il file non contiene una firma digitale leggibile: firma di nuovo il documento e carica il file .p7m.',
  no_signer: 'Il file non è firmato da nessuno: firma il documento e carica il file .p7m.',
  no_content: 'Il file contiene solo la firma, senza il documento: firma con il documento incluso nel file .p7m.',
  too_many: 'Il file contiene troppe firme, una dentro l’altra: firma di nuovo il documento, partendo dall’originale.',
  unreadable:
    'Il file contiene qualcosa che non si legge, dentro la firma o dopo: firma di nuovo il documento, partendo dall’originale.',
  not_judged:
    'Non siamo riusciti a controllare la firma in tempo: riprova. Se succede ancora, firma di nuovo il documento, partendo dall’originale.',
  document_type: 'Il documento firmato non è un PDF né un’immagine (JPEG o PNG): firma un documento di questi tipi.',
  signed_range: 'La firma non riguarda tutto il PDF: firma di nuovo il documento.',
  signature_form: 'Il PDF è firmato in un modo che non riconosciamo: firmalo di nuovo nel formato PAdES.',
  certificate_present:
    'Nel file manca il certificato di chi ha firmato: nel programma di firma scegli di includerlo e firma di nuovo.',
  key_strength:
    'La firma usa una chiave che non accettiamo: serve un certificato con chiave RSA di almeno 2048 bit oppure EC. Chiedilo al tuo fornitore di firma.',
  digest_strength:
    'La firma usa un algoritmo non più sicuro: nel programma di firma scegli SHA-256 e firma di nuovo il documento.',
  signed_attributes:
    'La firma è incompleta: non dice che cosa è stato firmato. Firma di nuovo il documento nel formato CAdES (o PAdES, se è un PDF).',
  content_type:
    'La firma è stata fatta per un altro tipo di contenuto: firma di nuovo il documento nel formato CAdES (o PAdES, se è un PDF).',
  signing_certificate:
    'La firma non dice con quale certificato è stata fatta, o ne indica un altro: firma di nuovo il documento nel formato CAdES (o PAdES, se è un PDF).',
  signature_algorithm: 'La firma usa un algoritmo che non accettiamo: firma di nuovo il documento, scegliendo SHA-256.',
  signature_value:
    'La firma non è valida: il file è rovinato, o è stato cambiato. Firma di nuovo il documento e carica il file nuovo.',
  message_digest:
    'Il documento è stato cambiato dopo la firma: firma di nuovo il documento e carica il file senza modificarlo.',
  certificate_begun:
    'Il certificato di chi ha firmato non è ancora valido: controlla la data del computer, poi firma di nuovo.',
  certificate_not_over: 'Il certificato di chi ha firmato è scaduto: rinnovalo, poi firma di nuovo il documento.',
};
