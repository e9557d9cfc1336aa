import type { OperatorId } from '../shared/ids.ts';

/** What is written down of the office's acts, one word each; an administrator reads the sentence that the page has for it. */
export const AUDIT_ACTIONS = [
  'accesso',
  'accesso_negato',
  'accesso_bloccato',
  'altri_non_annotati',
  'password_sbagliata',
  'password_impostata',
  'password_cambiata',
  'reset_chiesto',
  'secondo_fattore_attivato',
  'secondo_fattore_disattivato',
  'codici_rigenerati',
  'sessioni_chiuse',
  'operatore_invitato',
  'operatore_modificato',
  'operatore_disabilitato',
  'operatore_riabilitato',
  'invito_inviato',
  'reset_inviato',
  'secondo_fattore_azzerato',
  'aperta_per_conto',
  'dati_corretti',
  'inviata_per_conto',
  'bozza_eliminata',
  'integrazione_per_conto',
  'presa_in_carico',
  'integrazione_richiesta',
  'integrazione_annullata',
  'riassegnazione',
  'commento',
  'decisione',
  'risposta_firmata',
  'consegna_ritentata',
  'registrazione_chiarita',
  'registrazione_a_mano',
  'registrazione_lasciata',
  'registrazione_annullata',
  'emergenza_aperta',
  'emergenza_prorogata',
  'voce_emergenza_copiata',
  'voce_emergenza_corretta',
  'voce_emergenza_tolta',
  'emergenza_chiusa',
  'numero_scritto',
  'pagato_altrove',
  'rimborso_annotato',
  'pagamento_ritentato',
  'esportazione',
  'esportazione_finita',
  'avviso_salvato',
  'avviso_eliminato',
  'feed_salvato',
  'servizio_modificato',
  'servizio_pubblicato',
  'revisione_pubblicata',
  'ente_modificato',
  'condizioni_pubblicate',
  'ente_creato',
  'ente_disattivato',
  'ente_riattivato',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * Who did it: an operator, whoever works on the platform's command line, a system of the office's that has the ente's key, or somebody who was not let in (by the address they
 * typed when it is that of an operator).
 */
export type AuditActor =
  | { readonly kind: 'operatore'; readonly id: OperatorId }
  | { readonly kind: 'piattaforma'; readonly name: string }
  | { readonly kind: 'sistema_esterno' }
  | { readonly kind: 'sconosciuto' };

/**
 * One act. It is kept for good, so it holds nothing of a citizen but the id of their practice, and no secret.
 */
export interface AuditEntry {
  readonly at: Date;
  readonly actor: AuditActor;
  readonly action: AuditAction;
  /** What it was done to: an id or a slug of the ente; null when the action says it all. */
  readonly subject: string | null;
  /** What changed, or what was chosen: names and values that anybody in the office may read. */
  readonly details: Readonly<Record<string, string>>;
  /** Network address; null on the command line. */
  readonly address: string | null;
}

/** An entry in its place: `position` counts from 1 without a gap, `digest` is over it and the one before. */
export interface ChainedAuditEntry extends AuditEntry {
  readonly position: number;
  readonly digest: string;
}
