import { accountState, dayAndTime, isUsable, type KeptInvitation, type OperatorAccount } from '@stanza/core';
import { accountStateTexts, invitationMailTexts } from '../../texts/staff.it.ts';
import { texts } from './texts.it.ts';

export interface AccountShown {
  /** Path of the office. */
  readonly office: string;
  readonly account: OperatorAccount;
  readonly latest: KeptInvitation | null;
  /** It is who looks. */
  readonly isSelf: boolean;
  readonly now: Date;
}

const mailRows = ({ latest, now }: AccountShown) => {
  if (latest === null) return [];
  const { invitation, mail } = latest;
  const usable = isUsable(invitation, now) ? texts.valido(dayAndTime(invitation.expiresAt)) : texts.nonVale;
  return [
    { term: texts.messaggio, value: texts.mandato(texts.messaggi[invitation.kind], dayAndTime(invitation.createdAt)) },
    { term: texts.consegna, value: invitationMailTexts[mail.state] },
    { term: texts.tentativi, value: String(mail.attempts) },
    ...(mail.lastError === null ? [] : [{ term: texts.errore, value: mail.lastError }]),
    { term: texts.vale, value: usable },
  ];
};

/** What an administrator may do with somebody else's account, as buttons that send at once and links to a question. */
const actions = ({ office, account, latest, now }: AccountShown) => {
  const here = `${office}/personale/${account.id}`;
  const send = account.hasPassword ? texts.reimposta : texts.invita;
  return {
    buttons: [
      ...(account.enabled ? [{ action: `${here}/invito`, label: send }] : []),
      ...(account.enabled && latest?.mail.state === 'bloccata' && isUsable(latest.invitation, now)
        ? [{ action: `${here}/riprova`, label: texts.riprova }]
        : []),
      ...(account.enabled ? [] : [{ action: `${here}/riabilita`, label: texts.riabilita }]),
    ],
    links: [
      ...(account.hasSecondFactor ? [{ href: `${here}/azzera`, label: texts.azzera }] : []),
      ...(account.enabled ? [{ href: `${here}/disabilita`, label: texts.disabilita }] : []),
    ],
  };
};

export const accountView = (shown: AccountShown) => {
  const { office, account, isSelf } = shown;
  return {
    facts: {
      title: '',
      editHref: null,
      rows: [
        { term: texts.email, value: account.email },
        { term: texts.stato, value: accountStateTexts[accountState(account)].label },
        { term: texts.ultimo, value: account.lastSignInAt === null ? texts.mai : dayAndTime(account.lastSignInAt) },
        { term: texts.fattore, value: account.hasSecondFactor ? texts.attivo : texts.nonAttivo },
        ...mailRows(shown),
      ],
    },
    self: isSelf ? { text: texts.tuo, href: `${office}/profilo`, label: texts.profilo } : null,
    actions: isSelf ? { buttons: [], links: [] } : actions(shown),
    register: { href: `${office}/registro?operatore=${account.id}`, label: texts.registro },
  };
};
