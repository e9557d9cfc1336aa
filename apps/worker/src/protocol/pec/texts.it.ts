import type { Registration } from '@stanza/core';

/** What a person of the protocol office reads. */
export const texts = {
  oggetto: { entrata: 'Da registrare in entrata', uscita: 'Da registrare in uscita' },
  testo: ({ direction, practiceCode }: Registration): string =>
    [
      'Buongiorno,',
      '',
      `in allegato ci sono i documenti da registrare al protocollo ${direction === 'entrata' ? 'in entrata' : 'in uscita'} per la pratica ${practiceCode}.`,
      'Il documento principale è il primo; i dati della registrazione sono nel file registrazione.xml.',
      'Quando avete registrato, scrivete il numero nella pratica, sul portale: il cittadino lo riceve subito.',
      '',
      'Questo messaggio è inviato in automatico.',
    ].join('\n'),
} as const;
