import { makeSettableClock } from '@stanza/core/testing';
import { makeCertificate } from '@stanza/gateways';
import { sampleSettings } from '@stanza/gateways/testing';
import { type PitreSettings, pitreSettingsSchema } from '../settings.ts';
import { startPitreServer } from './start-pitre-server.ts';

/** Settings of a Comune of Trentino, as they are kept. */
export const somePitreSettings = (given: Readonly<Record<string, unknown>> = {}): PitreSettings =>
  pitreSettingsSchema.parse({
    endpoint: 'https://ws.pitre.example/RestServices/RouteRestRequest',
    administration: 'CCT_H612',
    user: 'stanza',
    role: null,
    application: 'STANZA',
    register: 'RSTD319',
    rf: null,
    project: null,
    ...given,
  });

/** A certificate of `localhost` that vouches for itself, with its key. */
export const makePair = async () => {
  const settings = {
    ...sampleSettings('spid'),
    organization: { name: 'localhost', displayName: 'localhost', url: 'https://localhost' },
  };
  const pair = await makeCertificate(settings, { from: new Date(Date.now() - 60_000), days: 2, bits: 2048 });
  return { key: pair.privateKeyPem, cert: pair.certificatePem };
};

/** A registry that knows those settings. @param tls over TLS, asking for a certificate */
export const aPitreServer = async (tls: Parameters<typeof startPitreServer>[1] = null) => {
  const clock = makeSettableClock(new Date('2026-03-02T09:00:00.000Z'));
  const world = {
    user: 'stanza',
    administration: 'CCT_H612',
    register: 'RSTD319',
    projects: ['5.3-2026-1'],
    nodes: ['5.3', '6.3'],
    scheme: '17',
    now: clock.now,
  };
  return { clock, world, server: await startPitreServer(world, tls) };
};
