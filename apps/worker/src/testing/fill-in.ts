import {
  makeSaveStep,
  makeSignInCitizen,
  makeStartPractice,
  ok,
  type ReceivedFile,
  type StepInput,
  type TenantId,
} from '@stanza/core';
import { aProfile, must, signedIn } from '@stanza/core/testing';
import { testCitizens } from '@stanza/gateways/test-provider';
import { type JourneyDeps, receive } from './journey-deps.ts';

/** What is uploaded with a request for somebody else, in the order of the form. */
export interface DelegaFiles {
  readonly delega: Uint8Array;
  readonly documento: Uint8Array;
}

interface Step extends Pick<StepInput, 'typed' | 'confirmed'> {
  readonly id: string;
  readonly files?: Readonly<Record<string, ReceivedFile>>;
}

/** Of whom the certificate is asked: the test citizen `mario-rossi`. */
const MARIO_ROSSI = {
  delega_tipo: 'delegato',
  nome_soggetto: 'Mario Rossi',
  cf_soggetto: 'RSSMRA80A01H501U',
  data_nascita_soggetto: '1980-01-01',
};

const BEFORE: readonly Step[] = [
  { id: 'istruzioni', typed: {}, confirmed: true },
  { id: 'richiedente', typed: {}, confirmed: true },
];
const NO_DELEGA: readonly Step[] = [{ id: 'delega', typed: { has_delega: 'no' }, confirmed: false }];
const AFTER: readonly Step[] = [
  { id: 'tipologia-ed-uso', typed: { tipologia: 'semplice', uso: 'Contratto con una banca' }, confirmed: false },
];

const delegaSteps = async (
  deps: JourneyDeps,
  tenantId: TenantId,
  { delega, documento }: DelegaFiles,
): Promise<readonly Step[]> => {
  const files = {
    file_delega: await receive(deps, tenantId, 'pdf', 'delega.pdf', delega),
    file_documento: await receive(deps, tenantId, 'pdf', 'documento.pdf', documento),
  };
  return [
    { id: 'delega', typed: { has_delega: 'si' }, confirmed: false },
    { id: 'specifica-delega', typed: MARIO_ROSSI, confirmed: false, files },
  ];
};

/**
 * What the citizen does: one practice, from the sign-in to the last step.
 * @param citizenKey of the test citizens
 * @param delega the files of who asks for somebody else; null for who asks for themselves
 */
export const fillIn = async (
  deps: JourneyDeps,
  tenantId: TenantId,
  slug: string,
  citizenKey: string,
  delega: DelegaFiles | null,
) => {
  const verified = testCitizens.find(({ key }) => key === citizenKey)?.verified;
  if (verified === undefined) throw new Error(`There is no test citizen ${citizenKey}`);
  const { id: citizenId } = await makeSignInCitizen(deps)(tenantId, verified);
  const profile = aProfile({ contacts: { email: verified.email, telefono: verified.telefono } });
  await deps.unitOfWork.run(tenantId, ({ citizens }) => citizens.saveProfile(citizenId, profile, deps.clock.now()));
  const id = must(await makeStartPractice(deps)(tenantId, signedIn(citizenId), slug));
  const between = delega === null ? NO_DELEGA : await delegaSteps(deps, tenantId, delega);
  for (const { id: step, typed, confirmed, files: received = {} } of [...BEFORE, ...between, ...AFTER]) {
    const files = Object.fromEntries(Object.entries(received).map(([field, file]) => [field, [ok(file)]]));
    must(
      await makeSaveStep(deps)(tenantId, signedIn(citizenId), id, step, { typed, confirmed, files, privateNote: null }),
    );
  }
  return { citizenId, id };
};
