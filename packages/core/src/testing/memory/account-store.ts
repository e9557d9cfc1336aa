import type { Operator } from '../../operator/operator.ts';
import type { OperatorAccount } from '../../operator/operator-account.ts';
import type { AccountStore } from '../../ports/account-store.ts';
import type { OperatorId, ServiceId } from '../../shared/ids.ts';
import type { StoredOperator, TenantData } from './tenant-data.ts';

const emailKey = (email: string): string => email.normalize('NFC').toLowerCase();
const searchName = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/** Somebody new. @param given what they have already */
export const aStoredOperator = (operator: Operator, given: Partial<StoredOperator> = {}): StoredOperator => ({
  operator,
  passwordHash: null,
  version: 0,
  epoch: 0,
  lastSignInAt: null,
  factor: null,
  ...given,
});

export const accountOf = ({ operator, passwordHash, factor, ...rest }: StoredOperator): OperatorAccount => ({
  ...operator,
  ...rest,
  hasPassword: passwordHash !== null,
  hasSecondFactor: factor !== null,
});

const CLOSED = new Set(['bozza', 'accettata', 'rifiutata']);

/** In the order of a list of the staff. */
export const byName = (a: Operator, b: Operator): number => {
  const [x, y] = [searchName(a.name), searchName(b.name)];
  return x === y ? (a.id < b.id ? -1 : 1) : x < y ? -1 : 1;
};

export const accountStore = ({ operators, practices }: TenantData): AccountStore => {
  const change = (id: OperatorId, changed: (found: StoredOperator) => Partial<StoredOperator>): boolean => {
    const found = operators.get(id);
    if (found !== undefined) operators.set(id, { ...found, ...changed(found) });
    return found !== undefined;
  };
  const withAddress = (email: string) =>
    [...operators.values()].find(({ operator }) => emailKey(operator.email) === emailKey(email));
  return {
    async byId(id) {
      const found = operators.get(id);
      return found === undefined ? null : accountOf(found);
    },
    async credentials(email) {
      const found = withAddress(email);
      return found === undefined ? null : { account: accountOf(found), passwordHash: found.passwordHash };
    },
    async page(search, { after, limit }) {
      const all = [...operators.values()]
        .map(accountOf)
        .filter(({ name }) => searchName(name).includes(searchName(search)))
        .toSorted(byName);
      const last = [...operators.values()].map(accountOf).find(({ id }) => id === after);
      const rest = last === undefined ? all : all.filter((one) => byName(last, one) < 0 && one.id !== last.id);
      const rows = rest.slice(0, limit);
      return { rows, next: rest.length > limit ? (rows.at(-1)?.id ?? null) : null };
    },
    async chargeOf(id) {
      const charge = new Map<ServiceId, number>();
      for (const { practice } of practices.values()) {
        if (practice.assignedTo !== id || CLOSED.has(practice.state)) continue;
        charge.set(practice.serviceId, (charge.get(practice.serviceId) ?? 0) + 1);
      }
      return charge;
    },
    lockAdministrators: async () =>
      [...operators.values()]
        .filter(({ operator: { role, enabled } }) => role === 'amministratore' && enabled)
        .map(({ operator }) => operator.id)
        .toSorted(),
    // Transactions come one after the other here.
    lock: async () => undefined,
    async insert(operator) {
      if (withAddress(operator.email) !== undefined) return false;
      operators.set(operator.id, aStoredOperator(operator));
      return true;
    },
    async update(id, choices, expectedVersion) {
      if (operators.get(id)?.version !== expectedVersion) return false;
      return change(id, ({ operator, version }) => ({ operator: { ...operator, ...choices }, version: version + 1 }));
    },
    async savePassword(id, passwordHash) {
      change(id, ({ epoch }) => ({ passwordHash, epoch: epoch + 1 }));
    },
    async saveSignIn(id, lastSignInAt) {
      change(id, () => ({ lastSignInAt }));
    },
    async endSessions(id) {
      change(id, ({ epoch }) => ({ epoch: epoch + 1 }));
    },
    async secondFactor(id) {
      const factor = operators.get(id)?.factor ?? null;
      return factor === null ? null : { sealedSecret: factor.sealedSecret, recoveryCodes: factor.codeHashes.length };
    },
    async saveSecondFactor(id, sealedSecret, lastStep, codeHashes) {
      change(id, ({ epoch }) => ({ factor: { sealedSecret, lastStep, codeHashes }, epoch: epoch + 1 }));
    },
    async deleteSecondFactor(id) {
      change(id, ({ epoch }) => ({ factor: null, epoch: epoch + 1 }));
    },
    async saveRecoveryCodes(id, codeHashes) {
      change(id, ({ factor }) => ({ factor: factor === null ? null : { ...factor, codeHashes } }));
    },
    async useStep(id, lastStep) {
      const factor = operators.get(id)?.factor ?? null;
      if (factor === null || factor.lastStep >= lastStep) return false;
      return change(id, () => ({ factor: { ...factor, lastStep } }));
    },
    async useRecoveryCode(id, codeHash) {
      const factor = operators.get(id)?.factor ?? null;
      if (factor === null || !factor.codeHashes.includes(codeHash)) return false;
      const codeHashes = factor.codeHashes.filter((hash) => hash !== codeHash);
      return change(id, () => ({ factor: { ...factor, codeHashes } }));
    },
  };
};
