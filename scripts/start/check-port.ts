import { once } from 'node:events';
import { createServer } from 'node:net';
import { hasErrorCode } from '../error-code.ts';
import { UserFacingError } from '../user-facing-error.ts';

/**
 * Makes sure, before anything is started, that the portal will be able to listen.
 *
 * @throws UserFacingError when the port is taken or the address cannot be used
 */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    throw new UserFacingError(
      hasErrorCode(error, 'EADDRINUSE')
        ? `La porta ${port} è già occupata da un altro programma: chiudetelo oppure scegliete un’altra porta con PORT.`
        : `Non è possibile mettersi in ascolto su ${host}, porta ${port}: controllate HOST e PORT.`,
      { cause: error },
    );
  }
  probe.close();
  await once(probe, 'close');
}
