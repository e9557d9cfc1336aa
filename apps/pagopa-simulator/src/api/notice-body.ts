import { z } from 'zod';

/** The models of a notice with one amount. */
const TEMPLATES: readonly string[] = ['TemplateSingleInstalment', 'TemplateSingleInstalmentPoste'];

const some = z.string().min(1);
/** What a notice is written of. */
export const noticeBody = z.strictObject({
  templateId: z.string().refine((id) => TEMPLATES.includes(id), 'No such template'),
  data: z.strictObject({
    creditorInstitution: z.strictObject({ taxCode: z.string().regex(/^\d{11}$/u) }),
    debtor: z.strictObject({
      taxCode: z.string().max(16).optional(),
      fullName: some.max(70),
      address: some.max(140),
      buildingNumber: some,
      postalCode: some,
      city: some,
      province: some,
    }),
    notice: z.strictObject({
      code: z.string().regex(/^\d{18}$/u),
      subject: some.max(90),
      paymentAmount: z.int().min(1).max(99_999_999_999),
      dueDate: some.optional(),
    }),
  }),
});
export type NoticeData = z.output<typeof noticeBody>['data'];
