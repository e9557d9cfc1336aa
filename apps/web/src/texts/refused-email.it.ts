/** To a citizen whose address the mail server has refused for good. */
export const refusedEmail = {
  title: 'Le e-mail non ti arrivano',
  text: (email: string) =>
    `I messaggi a ${email} tornano indietro, e non ne mandiamo altri. Nel tuo profilo correggi l’indirizzo o, se è giusto, salvalo di nuovo.`,
  link: 'Vai al mio profilo',
} as const;
