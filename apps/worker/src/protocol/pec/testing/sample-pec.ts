import { makePair } from '../../pitre/testing/sample-pitre.ts';
import { type PecSettings, pecSettingsSchema } from '../settings.ts';
import { type PecServer, startPecServer } from './start-pec-server.ts';

export const PEC_PASSWORD = 'pa<ss>&wörd';
export const PEC_PAIR = await makePair();

/** Settings of a Comune, as they are kept. */
export const somePecSettings = (given: Readonly<Record<string, unknown>> = {}): PecSettings =>
  pecSettingsSchema.parse({
    endpoint: 'smtps://smtps.pec.example',
    user: 'stanza@pec.comune.example',
    sender: { name: 'Stanza del Cittadino', address: 'stanza@pec.comune.example' },
    recipient: 'protocollo@pec.comune.example',
    ca: PEC_PAIR.cert,
    ...given,
  });

/** A provider that knows those settings. */
export const aPecServer = async (): Promise<{ readonly server: PecServer; readonly world: { password: string } }> => {
  const world = { user: 'stanza@pec.comune.example', password: PEC_PASSWORD };
  return { world, server: await startPecServer(PEC_PAIR, world) };
};
