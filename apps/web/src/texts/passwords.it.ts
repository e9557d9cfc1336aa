import { MAX_PASSWORD, MIN_PASSWORD, type PasswordFlaw } from '@stanza/core';

/** What is asked of a password that is chosen, and what is said of one that will not do. */
export const passwordTexts = {
  regola: `Almeno ${MIN_PASSWORD} caratteri: per esempio alcune parole che non c’entrano tra loro. Non serve mescolare maiuscole, cifre e segni.`,
  difetti: {
    too_short: `La password è troppo corta: servono almeno ${MIN_PASSWORD} caratteri.`,
    too_long: `La password è troppo lunga: al massimo ${MAX_PASSWORD} caratteri.`,
    like_name: 'La password somiglia al tuo nome o al tuo indirizzo e-mail: scegline un’altra.',
    guessable: 'Questa password si indovina facilmente: scegline un’altra.',
  } satisfies Readonly<Record<PasswordFlaw, string>>,
  diverse: 'Le due password non sono uguali: scrivile di nuovo.',
  sbagliata: 'La password non è corretta: scrivila di nuovo.',
  troppi: 'Ci sono stati troppi tentativi non riusciti. Aspetta cinque minuti, poi riprova.',
} as const;
