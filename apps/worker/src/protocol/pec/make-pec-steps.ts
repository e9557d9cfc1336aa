import { Readable } from 'node:stream';
import {
  type AttachmentStorage,
  type Registration,
  type RegistryDocument,
  RegistryError,
  type RegistrySteps,
  type TenantId,
} from '@stanza/core';
import { createTransport } from 'nodemailer';
import { registryFileName } from '../registry-file-name.ts';
import { pecFailure } from './failure.ts';
import { registrationProfile } from './profile.ts';
import { type PecSecrets, type PecSettings, pecBook, roomIn } from './settings.ts';
import { texts } from './texts.it.ts';

const WAIT_MS = 30_000;
const SMTPS_PORT = 465;

export interface PecDeps {
  readonly tenantId: TenantId;
  /** Where the documents are read from when the message goes out. */
  readonly storage: AttachmentStorage;
}

const addressedTo = (settings: PecSettings, { password }: PecSecrets) => {
  const { hostname, port } = new URL(settings.endpoint);
  return createTransport({
    host: hostname.replaceAll(/[[\]]/gu, ''),
    port: port === '' ? SMTPS_PORT : Number(port),
    secure: true,
    auth: { user: settings.user, pass: password },
    tls: settings.ca === null ? {} : { ca: settings.ca },
    dnsTimeout: WAIT_MS,
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: settings.timeoutSeconds * 1000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
};

/** What went wrong with our own documents, which is no failure of the server. */
interface Broken {
  error: unknown;
}

/** The content of a document, opened when its turn comes. */
async function* contentOf({ storage, tenantId }: PecDeps, { sha256 }: RegistryDocument): AsyncGenerator<Uint8Array> {
  const content = await storage.open(tenantId, sha256);
  if (content === null) throw new Error(`The content ${sha256} of a document to register is not there`);
  yield* content;
}

/** Remembers what its source says when it breaks off. */
const readFrom = (deps: PecDeps, document: RegistryDocument, broken: Broken): Readable => {
  const content = Readable.from(contentOf(deps, document));
  content.once('error', (error) => {
    broken.error = error;
  });
  return content;
};

/** The same for each attempt to send the same registration, so that an office that gets it twice can tell. */
const messageIdOf = ({ key }: Registration, { sender }: PecSettings): string =>
  `<registrazione.${key.replaceAll(/[^0-9A-Za-z-]+/gu, '.')}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`;

const messageOf = (deps: PecDeps, settings: PecSettings, registration: Registration, broken: Broken) => {
  const { sender, recipient } = settings;
  const { direction, subject, main, attachments } = registration;
  const documents = [main, ...attachments].map((document, index) => ({
    filename: registryFileName(document.fileName, index),
    content: readFrom(deps, document, broken),
  }));
  const profile = {
    filename: 'registrazione.xml',
    contentType: 'application/xml',
    content: registrationProfile(registration),
  };
  return {
    messageId: messageIdOf(registration, settings),
    from: sender,
    to: { name: '', address: recipient },
    envelope: { from: sender.address, to: [recipient] },
    subject: `${texts.oggetto[direction]}: ${subject}`,
    text: texts.testo(registration),
    attachments: [...documents, profile],
  };
};

/**
 * One PEC for each registration to the protocol office of the ente, with the documents and a profile (standards.md 1.5). Documents go
 * from the storage into the message as it is sent, so that nothing is handed over before. Who registers is a person, who says the
 * number later. A message that may have arrived whole and got no answer is in doubt: sent again it would be registered twice.
 */
export const makePecSteps = (settings: PecSettings, secrets: PecSecrets, deps: PecDeps): RegistrySteps => {
  const room = roomIn(settings);
  return {
    book: pecBook(settings),
    numberLater: true,
    limits: { maxFileBytes: room, maxTotalBytes: room },
    prepare: async () => null,
    async attach(_prepared, { sha256 }, _index, content) {
      // It goes out later; that it is there and can be read is known before anything is asked of the server.
      for await (const _chunk of content) break;
      return sha256;
    },
    async commit(registration) {
      const transport = addressedTo(settings, secrets);
      let whole = false;
      const broken: Broken = { error: null };
      // What ends the message is written after the last of it was read: a server that did not get that takes nothing.
      transport.use('stream', (mail, done) => {
        mail.message.processFunc((message) =>
          message.once('end', () => {
            whole = true;
          }),
        );
        done();
      });
      const signal = AbortSignal.timeout(settings.timeoutSeconds * 1000);
      try {
        await transport.sendMail({ ...messageOf(deps, settings, registration, broken), signal });
      } catch (error) {
        if (broken.error !== null && !whole) {
          throw new RegistryError('start-over', 'A document could not be read to its end', { cause: broken.error });
        }
        throw pecFailure(error, whole);
      }
      return 'later';
    },
    find: null,
  };
};
