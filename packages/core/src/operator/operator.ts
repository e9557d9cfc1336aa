import type { OperatorId, ServiceId } from '../shared/ids.ts';

/** A person of the office (reference ente.md). Works only on the services that they are enabled for. */
export interface Operator {
  readonly id: OperatorId;
  readonly name: string;
  readonly email: string;
  readonly role: 'operatore' | 'amministratore';
  readonly services: readonly ServiceId[];
  readonly enabled: boolean;
}

/** Whether this operator looks after the ente's settings. */
export const isAdministrator = ({ enabled, role }: Operator): boolean => enabled && role === 'amministratore';

/** Whether this operator may see and work on the practices of a service. */
export const mayWorkOn = (operator: Operator, serviceId: ServiceId): boolean =>
  operator.enabled && operator.services.includes(serviceId);
