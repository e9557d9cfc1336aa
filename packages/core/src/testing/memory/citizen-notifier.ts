import {
  type CitizenNotice,
  type CitizenNotifier,
  NOTICE_LIMITS,
  NotifierError,
  type NotifierErrorKind,
} from '../../ports/citizen-notifier.ts';

/** The key that it knows. */
export const MEMORY_NOTIFIER_KEY = 'chiave-del-servizio';

const isWithin = (text: string, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  text.length >= min && text.length <= max;

/** App IO in memory: nobody has it until they are put among its users, and it fails as it is told to. */
export const makeMemoryNotifier = () => {
  /** Whether they take messages of the service, by codice fiscale. */
  const users = new Map<string, boolean>();
  const sent: CitizenNotice[] = [];
  const troubles: { readonly call: keyof CitizenNotifier; readonly kind: NotifierErrorKind }[] = [];
  const trouble = (call: keyof CitizenNotifier): void => {
    const index = troubles.findIndex((one) => one.call === call);
    const [found] = index < 0 ? [] : troubles.splice(index, 1);
    if (found !== undefined) throw new NotifierError(found.kind, 'As it was told to', { pauseSeconds: 90 });
  };
  const demandKey = (key: string): void => {
    if (key !== MEMORY_NOTIFIER_KEY) throw new NotifierError('refused', 'The key is not valid');
  };
  const notifier: CitizenNotifier = {
    async mayWrite(key, codiceFiscale) {
      demandKey(key);
      trouble('mayWrite');
      return users.get(codiceFiscale) ?? false;
    },
    async send(key, notice) {
      demandKey(key);
      const fits = isWithin(notice.subject, NOTICE_LIMITS.subject) && isWithin(notice.markdown, NOTICE_LIMITS.markdown);
      if (!fits) throw new NotifierError('refused', 'The text is too short or too long');
      if (troubles[0]?.call === 'send' && troubles[0].kind === 'in-doubt') sent.push(notice);
      trouble('send');
      sent.push(notice);
    },
  };
  return {
    ...notifier,
    users,
    sent,
    /** Lets the next call fail; one that is in doubt was done. */
    next: (call: keyof CitizenNotifier, kind: NotifierErrorKind) => void troubles.push({ call, kind }),
  };
};
export type MemoryNotifier = ReturnType<typeof makeMemoryNotifier>;
