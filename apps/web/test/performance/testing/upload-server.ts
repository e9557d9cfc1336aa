/**
 * The web app in a process of its own, to see what uploads cost it: everything but the database is real. Says where to send
 * files, then, whenever it is asked, the memory that it takes and the most that it took since it was asked before, in bytes.
 */
import { citizenIdSchema, practiceIdSchema } from '@stanza/core';
import { aCitizen, aDraft } from '@stanza/core/testing';
import { makeAttachmentStorage, makeContentFileInspector, makeSignatureVerifier } from '@stanza/gateways';
import { testStorage } from '@stanza/gateways/testing';
import { z } from 'zod';
import { OFFICE, openMemoryOffice } from '../../../src/testing/memory-office.ts';

const PRACTICE = '01890a5d-ac96-774b-bcce-b302099a8001';
const CITIZEN = '01890a5d-ac96-774b-bcce-b302099a8002';

/** Where files are kept: a folder, or the bucket that is given as JSON. */
const [directory = '', bucket = 'null'] = process.argv.slice(2);
const bucketSchema = z
  .object({
    endpoint: z.string(),
    bucket: z.string(),
    region: z.string(),
    accessKeyId: z.string(),
    secretAccessKey: z.string(),
  })
  .nullable();

const office = await openMemoryOffice({
  storage: makeAttachmentStorage({ ...testStorage(directory), s3: bucketSchema.parse(JSON.parse(bucket)) }),
  inspector: makeContentFileInspector(),
  signatures: makeSignatureVerifier({ trustListFile: '/nowhere/autorita.pem' }),
});
await office.unitOfWork.run(office.ente.id, async ({ citizens, practices }) => {
  const citizenId = citizenIdSchema.parse(CITIZEN);
  await citizens.insert(aCitizen(citizenId));
  const [serviceId] = office.operator.services;
  if (serviceId === undefined) throw new Error('The operator works on nothing');
  const given = { state: 'in_elaborazione', submittedAt: office.clock.now(), assignedTo: office.operator.id } as const;
  await practices.insert(aDraft(practiceIdSchema.parse(PRACTICE), { citizenId, serviceId }, given), false);
});
const operator = await office.givePassword(office.operator);
const path = `${OFFICE}/pratiche/${PRACTICE}/elabora`;
const page = await operator.get(path);
const origin = await office.listen();

let most = 0;
setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 5);
process.on('message', () => {
  const now = process.memoryUsage.rss();
  process.send?.({ now, most: Math.max(most, now) });
  most = 0;
});
process.once('disconnect', () => process.exit());
process.send?.({
  address: `${origin}${path}`,
  cookie: [...operator.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  token: page.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '',
});
