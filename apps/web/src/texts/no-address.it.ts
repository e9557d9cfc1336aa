/** Said where an operator is about to do something of which the citizen would be told by e-mail. */
export const noAddress = 'Il cittadino non ha un indirizzo e-mail: avvisalo in altro modo.';
export const addressRefused = 'Le e-mail a questo cittadino tornano indietro: avvisalo in altro modo.';
