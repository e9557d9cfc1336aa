import { createHash } from 'node:crypto';
import {
  daysAfter,
  italianDate,
  iuvOf,
  type PaymentPosition,
  type PositionItem,
  type ReturnAddresses,
  startOfDayInItaly,
  sumOfCents,
} from '@stanza/core';
import type { PagopaSettings } from './settings.ts';

/** Of revenue stamps: imposta di bollo. */
const STAMP_TYPE = '01';
/** Characters that the notice has room for. */
const [NAME_ROOM, SUBJECT_ROOM, STREET_ROOM] = [70, 90, 140];
/** The service of notices takes nothing empty. */
const UNKNOWN = '-';

export const amountOf = ({ items }: PaymentPosition) => sumOfCents(items.map(({ amount }) => amount));

const stampOf = ({ document, province }: NonNullable<PositionItem['stamp']>) => ({
  hashDocument: createHash('sha256').update(document, 'utf8').digest('base64'),
  stampType: STAMP_TYPE,
  provincialResidence: province,
});

const transferOf = ({ iban, postalIban, category }: PagopaSettings, item: PositionItem, index: number) => ({
  idTransfer: String(index + 1),
  amount: item.amount,
  remittanceInformation: item.label,
  category: item.category ?? category,
  ...(item.stamp === null ? { iban, ...(postalIban === null ? {} : { postalIban }) } : { stamp: stampOf(item.stamp) }),
});

const SECOND_MS = 1000;
/** The last second of the day on which it is due. */
const dueDateOf = (dueDay: string): string =>
  new Date(startOfDayInItaly(daysAfter(dueDay, 1)).getTime() - SECOND_MS).toISOString();

const fullNameOf = ({ nome, cognome }: PaymentPosition['debtor']): string => `${nome} ${cognome}`;

/** What GPD is told of a new position: of who pays nothing but what it must know. */
export const positionRequest = (settings: PagopaSettings, position: PaymentPosition) => ({
  iupd: position.iupd,
  type: 'F',
  payStandIn: true,
  switchToExpired: true,
  fiscalCode: position.debtor.codiceFiscale,
  fullName: fullNameOf(position.debtor),
  companyName: settings.companyName,
  ...(settings.officeName === null ? {} : { officeName: settings.officeName }),
  paymentOption: [
    {
      iuv: iuvOf(position.noticeNumber),
      nav: position.noticeNumber,
      amount: amountOf(position),
      description: position.subject,
      isPartialPayment: false,
      dueDate: dueDateOf(position.dueDay),
      transfer: position.items.map((item, index) => transferOf(settings, item, index)),
    },
  ],
});

/** A cart with one notice. Nobody's address of mail is told: Checkout asks the payer for one. */
export const cartRequest = (settings: PagopaSettings, position: PaymentPosition, back: ReturnAddresses) => ({
  paymentNotices: [
    {
      noticeNumber: position.noticeNumber,
      fiscalCode: settings.creditorFiscalCode,
      amount: amountOf(position),
      companyName: settings.companyName,
      description: position.subject,
    },
  ],
  returnUrls: { returnOkUrl: back.ok, returnCancelUrl: back.cancelled, returnErrorUrl: back.failed },
  allCCP: settings.postalIban !== null && position.items.every(({ stamp }) => stamp === null),
});

const cut = (text: string, room: number): string => {
  const letters = [...text];
  return letters.length <= room ? text : `${letters.slice(0, room - 1).join('')}…`;
};
const orUnknown = (text: string | undefined): string => (text === undefined || text === '' ? UNKNOWN : text);

export const noticeRequest = (settings: PagopaSettings, position: PaymentPosition) => {
  const { codiceFiscale, address } = position.debtor;
  return {
    templateId: settings.noticeTemplate,
    data: {
      creditorInstitution: { taxCode: settings.creditorFiscalCode },
      debtor: {
        taxCode: codiceFiscale,
        fullName: cut(fullNameOf(position.debtor), NAME_ROOM),
        address: cut(orUnknown(address?.via), STREET_ROOM),
        buildingNumber: orUnknown(address?.civico),
        postalCode: orUnknown(address?.cap),
        city: orUnknown(address?.comune),
        province: orUnknown(address?.provincia),
      },
      notice: {
        code: position.noticeNumber,
        subject: cut(position.subject, SUBJECT_ROOM),
        paymentAmount: amountOf(position),
        dueDate: italianDate(position.dueDay),
      },
    },
  };
};
