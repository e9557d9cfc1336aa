import type { Payment } from '../../payment/payment.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { DocumentRenderer } from '../../ports/document-renderer.ts';
import type { PaymentReceipt } from '../../ports/payment-gateway.ts';
import type { PracticeDocument } from '../../practice/practice.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { keepDocument } from './keep-document.ts';
import { letterHead } from './letter-head.ts';

export interface PaymentReceiptDeps {
  readonly renderer: DocumentRenderer;
  readonly storage: AttachmentStorage;
  /** Address of the portal, printed on the documents. */
  readonly portalUrl: string;
}

/** Makes the receipt of a payment as a document for the citizen, and stores it. */
export const renderPaymentReceipt = async (
  { renderer, storage, portalUrl }: PaymentReceiptDeps,
  tenant: Tenant,
  { subject, practiceCode, items }: Pick<Payment, 'subject' | 'practiceCode' | 'items'>,
  receipt: PaymentReceipt,
  { identity }: Pick<Citizen, 'identity'>,
): Promise<PracticeDocument> => {
  const bytes = await renderer.renderPaymentReceipt({
    head: letterHead(tenant, portalUrl),
    subject,
    code: practiceCode,
    debtor: `${identity.nome} ${identity.cognome}`,
    codiceFiscale: identity.codiceFiscale,
    items: items.map(({ label, amount }) => ({ label, amount })),
    receipt,
  });
  return keepDocument(storage, tenant.id, `ricevuta-di-pagamento-${receipt.noticeNumber}.pdf`, bytes);
};
