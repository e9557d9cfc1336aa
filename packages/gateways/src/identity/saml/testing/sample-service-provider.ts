import type { Federation, ServiceProviderSettings } from '@stanza/core';
import { makeCertificate } from '../certificate.ts';
import type { SigningKey } from '../signing-key.ts';

/** An invented Comune with everything that XML and certificates like to get wrong: accents, quotes, an ampersand. */
export const sampleSettings = (federation: Federation): ServiceProviderSettings => ({
  federation,
  entityId: `https://stanza.example/forli/${federation}`,
  baseUrl: 'https://stanza.example/forli',
  organization: {
    name: 'Comune di Forlì',
    displayName: 'Forlì & "La Stanza" <cittadino>',
    url: 'https://www.forli.example/?lingua=it&pagina=1',
  },
  ipaCode: 'c_d704',
  fiscalCode: '00606620409',
  city: 'Forlì',
  municipality: 'D704',
  contact: { email: 'spid@forli.example', telephone: '+390543712111' },
});

/** A day in the life of the sample. */
export const SAMPLE_NOW = new Date('2026-03-02T10:00:00.000Z');

/** A key of the sample, valid on its day. */
export const sampleKey = (settings: ServiceProviderSettings): Promise<SigningKey> =>
  makeCertificate(settings, { from: new Date('2026-01-01T00:00:00.000Z'), days: 730, bits: 2048 });
