import type { SecretBox } from '../ports/secret-box.ts';
import type { OperatorId, TenantId } from '../shared/ids.ts';

export const RECOVERY_CODES = 10;
/** Hexadecimal digits: 48 bits, which are tried at a sign-in, not on a stolen table (`recoveryCodeHash`). */
const HALF = 6;

/**
 * The codes that an operator keeps for the day without their phone: "3f9a01-bc27de".
 * @param unique what no other codes were made from, such as a fresh id
 */
export const newRecoveryCodes = (secretBox: SecretBox, unique: string): readonly string[] =>
  Array.from({ length: RECOVERY_CODES }, (_, index) => {
    const digits = secretBox.derive(`recovery ${unique} ${index}`);
    return `${digits.slice(0, HALF)}-${digits.slice(HALF, 2 * HALF)}`;
  });

/** What is stored of a code, however it was typed. Without the portal's key nobody can try codes on it. */
export const recoveryCodeHash = (secretBox: SecretBox, tenantId: TenantId, id: OperatorId, typed: string): string => {
  const digits = typed.toLowerCase().replaceAll(/[^0-9a-f]/gu, '');
  return secretBox.derive(`recovery hash ${tenantId} ${id} ${digits}`);
};
