import type { AccountState, InvitationMail, Operator } from '@stanza/core';
import type { BadgeTone } from '../ui/components.ts';

/** Words that several pages have for operators. */
export const roleTexts: Readonly<Record<Operator['role'], string>> = {
  operatore: 'Operatore',
  amministratore: 'Amministratore',
};

export const accountStateTexts: Readonly<Record<AccountState, { readonly label: string; readonly tone: BadgeTone }>> = {
  invitato: { label: 'Invitato', tone: 'info' },
  attivo: { label: 'Attivo', tone: 'success' },
  disabilitato: { label: 'Disabilitato', tone: 'neutral' },
};

export const invitationMailTexts: Readonly<Record<InvitationMail['state'], string>> = {
  in_attesa: 'In attesa di essere consegnato',
  consegnata: 'Consegnato al server di posta',
  senza_indirizzo: 'Non spedito: nessun indirizzo che riceva',
  annullata: 'Non spedito: il collegamento non valeva più, o l’operatore era disabilitato',
  senza_app_io: 'Non spedito',
  non_riuscita: 'Non spedito',
  bloccata: 'Bloccato: nessun altro tentativo',
};

/** Messages with a link that did not reach somebody of the staff. */
export const undeliveredTexts = {
  segno: 'Messaggio non consegnato',
  frase: (count: number): string =>
    count === 1
      ? 'Il messaggio con il collegamento per entrare non è arrivato a una persona.'
      : `Il messaggio con il collegamento per entrare non è arrivato a ${count} persone.`,
} as const;

/** Practices in charge of who cannot open them. */
export const strandedTexts = {
  frase: (count: number, { enabled }: Pick<Operator, 'enabled'>): string => {
    const [many, them] = count === 1 ? ['1 pratica', 'la'] : [`${count} pratiche`, 'le'];
    const until = `nessuno se ne occupa finché non ${them} assegni a un altro operatore.`;
    return enabled
      ? `Ha in carico ${many} di servizi per cui non è abilitato, e non può aprir${them}: ${until}`
      : `Il suo accesso è disabilitato e ha in carico ${many}: ${until}`;
  },
  riassegna: 'Riassegna le pratiche',
} as const;
