import { FEDERATIONS, type IdentityProviderEntry, type SignInLevel, USUAL_SIGN_IN_LEVEL } from '@stanza/core';
import { texts } from './texts.it.ts';

/** In an order of chance, a new one each time: no provider is preferred (spid.md 3). */
const shuffled = <T>(list: readonly T[]): readonly T[] =>
  list
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

interface Wish {
  readonly providers: readonly IdentityProviderEntry[];
  readonly destination: string | null;
  /** Null: what every service is content with. */
  readonly level: SignInLevel | null;
  /** Of somebody who is in, and not strongly enough. */
  readonly again: boolean;
}

const hrefOf = (
  base: string,
  { federation, entityId }: IdentityProviderEntry,
  { destination, level }: Wish,
): string => {
  const query = new URLSearchParams({ idp: entityId });
  if (destination !== null) query.set('verso', destination);
  if (level !== null) query.set('livello', String(level));
  return `${base}/${federation}/login?${query}`;
};

const CIE_SITE = 'https://www.cartaidentita.interno.gov.it/';

/** What each button has beside its providers (ADR 37). The three of SPID are those that AgID wants, in its order. */
const BUTTONS = {
  spid: {
    ...texts.spid,
    icon: 'it-spid',
    help: [
      { label: texts.spid.informazioni, href: 'https://www.spid.gov.it' },
      { label: texts.spid.nonHai, href: 'https://www.spid.gov.it/cos-e-spid/come-attivare-spid/' },
      { label: texts.spid.aiuto, href: 'https://www.spid.gov.it/serve-aiuto/' },
    ],
  },
  cie: {
    ...texts.cie,
    icon: 'it-cie',
    help: [
      { label: texts.cie.informazioni, href: CIE_SITE },
      { label: texts.cie.nonHai, href: `${CIE_SITE}richiedi/` },
    ],
  },
} as const;

export const titleOf = (again: boolean): string => (again ? texts.diNuovo : texts.titolo);

/** Why somebody is here. */
const leadOf = ({ again }: Wish, available: boolean): string => {
  if (!available) return texts.nonDisponibile;
  return again ? texts.sonoDentro : texts.introduzione;
};

export const accediView = (base: string, wish: Wish) => {
  const ways = FEDERATIONS.map((federation) => {
    const providers = shuffled(wish.providers.filter((one) => one.federation === federation));
    return {
      ...BUTTONS[federation],
      federation,
      providers: providers.map((provider) => ({ name: provider.name, href: hrefOf(base, provider, wish) })),
    };
  }).filter(({ providers }) => providers.length > 0);
  const available = ways.length > 0;
  return {
    heading: { title: titleOf(wish.again), lead: leadOf(wish, available) },
    ways: ways.map(({ providers, ...way }) => ({
      ...way,
      // One provider is no choice.
      only: providers.length === 1 ? (providers[0]?.href ?? null) : null,
      providers: providers.length === 1 ? [] : providers,
    })),
    destination: wish.destination !== null,
    raised:
      wish.level !== null && wish.level > USUAL_SIGN_IN_LEVEL
        ? texts.livello(ways.map(({ livello3 }) => livello3))
        : null,
    available,
    servicesHref: `${base}/servizi`,
  };
};
