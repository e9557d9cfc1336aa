import { recoveryCodeTexts } from '../texts/recovery-codes.it.ts';

/** `{{> recovery-codes}}`: the codes, which are shown this once. */
export interface RecoveryCodesView {
  readonly heading: { readonly title: string; readonly lead: string };
  readonly label: string;
  readonly codes: readonly string[];
  readonly next: { readonly href: string; readonly label: string };
}

/** @param href where one goes on to */
export const recoveryCodesView = (codes: readonly string[], href: string): RecoveryCodesView => ({
  heading: { title: recoveryCodeTexts.titolo, lead: recoveryCodeTexts.introduzione },
  label: recoveryCodeTexts.elenco,
  codes,
  next: { href, label: recoveryCodeTexts.continua },
});
