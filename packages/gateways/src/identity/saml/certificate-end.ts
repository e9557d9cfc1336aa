import { X509Certificate } from 'node:crypto';
import { type Clock, dayInItaly } from '@stanza/core';
import { slugOf } from './addresses.ts';
import { certificateProblems } from './certificate-problems.ts';
import type { KeyLog, SigningKey, SigningKeys } from './signing-key.ts';

/** So many days before its end a certificate has to be renewed: providers take weeks to know the next one. */
const RENEWAL_DAYS = 60;
const DAY_MS = 24 * 60 * 60 * 1000;

/** When a certificate ends that has to be renewed by now; null while there is time. @throws when it is none */
export const renewalDue = ({ certificatePem }: SigningKey, now: Date): Date | null => {
  const end = new X509Certificate(certificatePem).validToDate;
  return end.getTime() - now.getTime() < RENEWAL_DAYS * DAY_MS ? end : null;
};

/** The same keys; whenever one in use has to be renewed, or followed by the next one, the log is told, once a day. */
export const makeWatchedKeys = (keys: SigningKeys, clock: Clock, log: KeyLog): SigningKeys => {
  const looked = new Map<string, string>();
  return async (settings) => {
    const found = await keys(settings);
    if (found === null) return null;
    const [now, { federation }, ente] = [clock.now(), settings, slugOf(settings)];
    const [place, look] = [`${ente} ${federation}`, `${dayInItaly(now)} ${found.current.certificatePem}`];
    if (looked.get(place) === look) return found;
    looked.set(place, look);
    const end = renewalDue(found.current, now);
    if (end !== null) {
      const canFollow = found.next !== null && certificateProblems(settings, found.next, now).length === 0;
      const todo = canFollow ? 'the next certificate has to be activated' : 'a certificate has to be renewed';
      log.warn({ ente, federation, end: end.toISOString() }, todo);
    }
    return found;
  };
};
