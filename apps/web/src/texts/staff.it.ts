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
  senza_indirizzo: 'Senza indirizzo',
  annullata: 'Non spedito: il collegamento non valeva più, o l’operatore era disabilitato',
  bloccata: 'Bloccato: nessun altro tentativo',
};
