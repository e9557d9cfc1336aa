import { fullName } from '../../person/citizen.ts';
import type { DocumentRenderer, LetterHead, ReceiptDocument } from '../../ports/document-renderer.ts';
import type { ProtocolNumber } from '../../ports/protocol-registry.ts';
import { deadline } from '../../practice/deadline.ts';
import type { Practice } from '../../practice/practice.ts';
import type { ServiceDefinition } from '../../service/definition.ts';

/** What a receipt is made from. */
export interface ReceiptFacts {
  readonly head: LetterHead;
  readonly practice: Practice;
  readonly applicant: NonNullable<Practice['applicant']>;
  readonly submittedAt: Date;
  readonly definition: ServiceDefinition;
  readonly attachments: ReceiptDocument['attachments'];
}

/** The name under which a citizen downloads it; the same before and after the number. */
export const receiptFileName = ({ code }: Practice): string => `ricevuta-${code}.pdf`;

/**
 * Makes the receipt of a sent practice: office, responsible person and deadline are those of the revision that the
 * practice was started on (law 241/1990 art. 18-bis).
 * @param protocol null when the registry has not answered yet: the receipt does not wait for it
 */
export const renderReceipt = (
  renderer: DocumentRenderer,
  { head, practice, applicant, submittedAt, definition, attachments }: ReceiptFacts,
  protocol: ProtocolNumber | null,
): Promise<Uint8Array> =>
  renderer.renderReceipt({
    head,
    subject: definition.name,
    code: practice.code,
    sender: fullName(applicant.identity),
    codiceFiscale: applicant.identity.codiceFiscale,
    submittedAt,
    office: definition.office,
    responsible: definition.responsible,
    deadline: deadline(submittedAt, definition.deadlineDays),
    attachments: attachments.map(({ description, fileName, size, sha256 }) => ({
      description,
      fileName,
      size,
      sha256,
    })),
    protocol: protocol === null ? null : { number: `${protocol.number}/${protocol.year}`, date: protocol.registeredAt },
  });
