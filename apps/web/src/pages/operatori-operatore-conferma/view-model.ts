import type { OperatorAccount } from '@stanza/core';
import type { ConfirmPageView } from '../../ui/components.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** What is asked about before it is done. */
export type AskedAct = 'disabilita' | 'azzera';

/** @param here path of the operator's page @param open how many practices are in their charge */
export const operatoriOperatoreConfermaView = (
  here: string,
  inChargeHref: string,
  act: AskedAct,
  { name }: OperatorAccount,
  open: number,
): ConfirmPageView & { readonly warning: ReturnType<typeof notice> | null } => ({
  id: act,
  question: texts.atti[act].domanda(name),
  details: [texts.atti[act].conseguenza],
  yes: texts.atti[act].si,
  no: texts.no,
  action: `${here}/${act}`,
  hidden: [],
  noHref: here,
  warning:
    open === 0
      ? null
      : notice('warning', { text: texts.pratiche(open), link: { label: texts.riassegna, href: inChargeHref } }),
});
