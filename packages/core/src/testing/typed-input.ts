import type { ProfileInput } from '../person/profile.ts';
import type { StepInput } from '../use-cases/citizen/step-input.ts';

const nowhere = { via: '', civico: '', cap: '', comune: '', provincia: '' };

/** What somebody types into the profile page; complete as it is. */
export const aProfileInput = (given: Partial<ProfileInput> = {}): ProfileInput => ({
  email: '',
  telefono: '0464 000001',
  residenza: { via: 'Via Dante', civico: '3/b', cap: '38068', comune: 'Rovereto', provincia: 'TN' },
  domicilioDiverso: false,
  domicilio: nowhere,
  ...given,
});

/** What is sent with a step: confirmed, with nothing typed. */
export const aStepInput = (given: Partial<StepInput> = {}): StepInput => ({
  typed: {},
  confirmed: true,
  files: {},
  privateNote: null,
  ...given,
});
