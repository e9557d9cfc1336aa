import { dayAndTime } from '@stanza/core';
import { countBlockedDeliveries, readQueue } from '@stanza/postgres';
import { alignColumns } from './align-columns.ts';
import { certificateAdvice } from './certificate-advice.ts';
import type { Terminal } from './terminal.ts';
import { withPlatform } from './with-platform.ts';

const HEADINGS = ['lavoro', 'pronti', 'in corso', 'più tardi', 'abbandonati', 'il più vecchio è pronto da'];

/** `stanza coda`: what the workers have to do, and what waits for a person. */
export const showQueue = (terminal: Terminal) =>
  withPlatform(terminal, async (platform) => {
    const { queue, admin, tenants, unitOfWork } = platform;
    const tasks = await readQueue(queue);
    const rows = tasks.map(({ task, ready, running, later, givenUp, oldestReady }) => [
      task,
      ...[ready, running, later, givenUp].map(String),
      oldestReady === null ? '–' : dayAndTime(oldestReady),
    ]);
    if (rows.length === 0) terminal.say('La coda è vuota.');
    else for (const line of alignColumns([HEADINGS, ...rows])) terminal.say(line);
    for (const id of await tenants.ids()) {
      const [ente, blocked] = [await tenants.byId(id), await countBlockedDeliveries(admin, id)];
      if (ente === null) continue;
      if (blocked > 0) terminal.say(`${ente.slug}: consegne bloccate ${blocked}. Le vede e le ritenta un operatore.`);
      for (const settings of await unitOfWork.read(id, ({ signIns }) => signIns.settings())) {
        const advice = await certificateAdvice(platform, ente.slug, settings, new Date());
        for (const text of advice) terminal.say(`${ente.slug}: ${text}`);
      }
    }
  });
