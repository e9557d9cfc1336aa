import type { SigningKeys } from '@stanza/gateways';
import type { Pool } from '@stanza/postgres';
import type { ServiceIdentifier } from 'inversify';
import type { WebConfig } from '../config.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { Portal, Ports } from '../portal.ts';

/** A name for something in the container that remembers its type: a plain symbol would lose it without a word. */
const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

export const configToken = token<WebConfig>('WebConfig');
export const poolToken = token<Pool>('Pool');
export const mailboxToken = token<Mailbox | null>('Mailbox');
export const portalToken = token<Portal>('Portal');

export const unitOfWorkToken = token<Ports['unitOfWork']>('UnitOfWork');
export const tenantsToken = token<Ports['tenants']>('TenantDirectory');
export const sessionsToken = token<Ports['sessions']>('SessionStore');
export const failedAttemptsToken = token<Ports['failedAttempts']>('FailedAttempts');
export const federationToken = token<Ports['federation']>('IdentityFederation');
export const enteKeysToken = token<SigningKeys>('SigningKeys');
export const testFederationToken = token<Ports['testFederation']>('TestFederation');
export const virusScanningToken = token<Ports['virusScanning']>('VirusScanning');
export const storageToken = token<Ports['storage']>('AttachmentStorage');
export const fileInspectorToken = token<Ports['fileInspector']>('FileInspector');
export const signaturesToken = token<Ports['signatures']>('SignatureVerifier');
export const hasherToken = token<Ports['hasher']>('PasswordHasher');
export const passwordJudgeToken = token<Ports['passwordJudge']>('PasswordJudge');
export const oneTimeCodesToken = token<Ports['oneTimeCodes']>('OneTimeCodes');
export const secretBoxToken = token<Ports['secretBox']>('SecretBox');
export const gatewaysToken = token<Ports['gateways']>('PaymentGateways');
export const checkoutSourcesToken = token<Ports['checkoutSources']>('CheckoutSources');
export const idsToken = token<Ports['ids']>('Ids');
export const clockToken = token<Ports['clock']>('Clock');
export const territoryToken = token<Ports['territory']>('Territory');
