import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentRenderer } from '../../ports/document-renderer.ts';
import type { FileInspector } from '../../ports/file-inspector.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Mailer, MailMessage } from '../../ports/mailer.ts';
import type { PasswordHasher } from '../../ports/password-hasher.ts';
import type { ProtocolNumber, ProtocolRegistry, Registration } from '../../ports/protocol-registry.ts';
import type { TenantId } from '../../shared/ids.ts';
import { makeBuiltInRegistry } from '../../use-cases/system/built-in-registry.ts';
import { asBytes, asText } from './text.ts';
import type { MemoryDatabase } from './unit-of-work.ts';

/** @param now when something is put */
export const makeMemoryStorage = (now: () => Date = () => new Date()): AttachmentStorage => {
  const contents = new Map<string, { readonly content: Uint8Array; readonly at: Date }>();
  return {
    async put(tenantId, source, maxBytes) {
      const bytes: number[] = [];
      for await (const chunk of source) {
        if (bytes.length + chunk.length > maxBytes) return 'too-large';
        for (const byte of chunk) bytes.push(byte);
      }
      const content = Uint8Array.from(bytes);
      const digest = bytesToHex(sha256(content));
      contents.set(`${tenantId}/${digest}`, { content, at: now() });
      return { sha256: digest, size: content.length };
    },
    async open(tenantId, digest) {
      const content = contents.get(`${tenantId}/${digest}`)?.content;
      if (content === undefined) return null;
      return (async function* () {
        yield content;
      })();
    },
    list: async (tenantId, after, limit) =>
      [...contents.keys()]
        .flatMap((key) => (key.startsWith(`${tenantId}/`) ? [key.slice(tenantId.length + 1)] : []))
        .filter((digest) => after === null || digest > after)
        .toSorted()
        .slice(0, limit),
    async remove(tenantId, digest, before) {
      const stored = contents.get(`${tenantId}/${digest}`);
      if (stored !== undefined && stored.at >= before) return false;
      contents.delete(`${tenantId}/${digest}`);
      return true;
    },
  };
};

const MARKUP = /<(?:!doctype html|html|script|svg|iframe)/iu;
const BEGINNINGS = [
  ['pdf', '%PDF-'],
  ['jpeg', '\u00ff\u00d8\u00ff'],
  ['png', '\u0089PNG\r\n\u001a\n'],
] as const;
const SIGNED_DATA = '\u0006\u0009*\u0086H\u0086÷\r\u0001\u0007\u0002';

export const makeMemoryFileInspector = (): FileInspector => ({
  async inspect(head) {
    const text = asText(head);
    if (text.startsWith('0') && text.slice(0, 20).includes(SIGNED_DATA)) return 'p7m';
    if (MARKUP.test(text) || text.slice(1, 1024).includes('%PDF-')) return null;
    return BEGINNINGS.find(([, beginning]) => text.startsWith(beginning))?.[0] ?? null;
  },
});

export const makeMemoryHasher = (): PasswordHasher => ({
  hash: async (password) => bytesToHex(sha256(asBytes(password))),
  verify: async (password, hash) => hash === bytesToHex(sha256(asBytes(password))),
});

/** Documents as readable text instead of PDF; the same input gives the same bytes. */
export const makeMemoryRenderer = (): DocumentRenderer => ({
  renderRequest: async (document) => asBytes(`%PDF- ${JSON.stringify(document)}`),
  renderReceipt: async (document) => asBytes(`%PDF- ${JSON.stringify(document)}`),
  renderPaymentReceipt: async (document) => asBytes(`%PDF- ${JSON.stringify(document)}`),
  renderAnswer: async (document) => asBytes(`%PDF- ${JSON.stringify(document)}`),
  renderIntegrationRequest: async (document) => asBytes(`%PDF- ${JSON.stringify(document)}`),
  renderIntegrationAnswer: async (document) => asBytes(`%PDF- ${JSON.stringify(document)}`),
  renderIntegrationCancellation: async (document) => asBytes(`%PDF- ${JSON.stringify(document)}`),
});

export interface MemoryRegistry extends ProtocolRegistry {
  /** What an ente has registered, oldest first. */
  entriesOf(tenantId: TenantId): readonly (Registration & ProtocolNumber)[];
}

/** The registry of the portal over a database in memory. */
export const makeMemoryRegistry = (database: MemoryDatabase, clock: Clock): MemoryRegistry => ({
  ...makeBuiltInRegistry({ unitOfWork: database.unitOfWork, clock }),
  entriesOf: (tenantId) =>
    [...database.of(tenantId).protocol.values()].flatMap(({ registration, number, year, registeredAt }) =>
      registration === null ? [] : [{ ...registration, number, year, registeredAt }],
    ),
});

export interface MemoryMailer extends Mailer {
  readonly sent: readonly MailMessage[];
}

export const makeMemoryMailer = (): MemoryMailer => {
  const sent = new Map<string, MailMessage>();
  return {
    get sent() {
      return [...sent.values()];
    },
    async send(message) {
      if (!sent.has(message.messageId)) sent.set(message.messageId, message);
    },
  };
};

/** UUIDs in the shape of version 7 that are the same in every run: 1, 2, 3… */
export const makeCountingIds = (): Ids => {
  let count = 0;
  return {
    next() {
      count += 1;
      return `01890a5d-ac96-7000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
};
