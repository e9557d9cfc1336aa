import { ROUTES } from './routes.ts';

/** Whose a route is. */
export type Kind = keyof typeof ROUTES;
export const KINDS: readonly Kind[] = Object.keys(ROUTES).filter((kind): kind is Kind => kind in ROUTES);

/** Who asks, as the generated table says it. */
export const ROLES = {
  visitor: 'nobody in particular',
  sender: 'the citizen who filled in, or sent, what is asked for',
  other: 'another citizen',
  senderElsewhere: 'the same citizen at another ente, for the things of this one',
  enabled: 'an operator enabled for the service, who has the practice in charge and opened it at the counter',
  colleague: 'another operator enabled for the service',
  notEnabled: 'an operator of the ente enabled for no service',
  operatorElsewhere: 'an operator of another ente there, for the things of this one',
  administrator: 'an administrator of the ente enabled for no service',
  administratorElsewhere: 'an administrator of another ente there, for the things of this one',
  withoutFactor: 'an administrator who has not set up the second factor',
  halfSignedIn: 'an operator who has given the password and not the code',
  disabled: 'an operator disabled meanwhile, with the cookie from before',
  foreignCookies: 'somebody who sends here the cookies of a citizen and of an operator of another ente',
  swappedCookies: 'somebody who sends a citizen’s cookie as an operator’s, and the other way round',
  officeSystem: 'a system of the office’s that shows the key of the ente',
  systemElsewhere: 'a system of another ente’s that shows the key of that one there, for the things of this one',
} as const;
export type Role = keyof typeof ROLES;
export const ALL_ROLES: readonly Role[] = Object.keys(ROLES).filter((role): role is Role => role in ROLES);

/** What may come back, as the generated table says it. */
export const OUTCOMES = {
  page: 'what was asked for, or what its work says of it: a form with mistakes, a conflict, where it leads on',
  'sign-in': 'the way to the door: of the citizens, or of the office',
  code: 'the way to the page of the code',
  'set-up': 'the way to the page where the second factor is set up',
  '401': 'that the key of the ente is missing, or is not its own',
  '404': 'the page that says that there is no such page',
} as const;
export type Outcome = keyof typeof OUTCOMES;
type Row = Readonly<Record<Role, Outcome>>;

const EVERYBODY: Row = {
  visitor: 'page',
  sender: 'page',
  other: 'page',
  senderElsewhere: 'page',
  enabled: 'page',
  colleague: 'page',
  notEnabled: 'page',
  operatorElsewhere: 'page',
  administrator: 'page',
  administratorElsewhere: 'page',
  withoutFactor: 'page',
  halfSignedIn: 'page',
  disabled: 'page',
  foreignCookies: 'page',
  swappedCookies: 'page',
  officeSystem: 'page',
  systemElsewhere: 'page',
};
const NOBODY: Row = {
  visitor: 'sign-in',
  sender: 'sign-in',
  other: 'sign-in',
  senderElsewhere: 'sign-in',
  enabled: 'sign-in',
  colleague: 'sign-in',
  notEnabled: 'sign-in',
  operatorElsewhere: 'sign-in',
  administrator: 'sign-in',
  administratorElsewhere: 'sign-in',
  withoutFactor: 'sign-in',
  halfSignedIn: 'sign-in',
  disabled: 'sign-in',
  foreignCookies: 'sign-in',
  swappedCookies: 'sign-in',
  officeSystem: 'sign-in',
  systemElsewhere: 'sign-in',
};
const CITIZENS: Row = { ...NOBODY, sender: 'page', other: 'page', senderElsewhere: 'page' };
const STAFF: Row = {
  ...NOBODY,
  enabled: 'page',
  colleague: 'page',
  notEnabled: 'page',
  operatorElsewhere: 'page',
  administrator: 'page',
  administratorElsewhere: 'page',
  withoutFactor: 'set-up',
  halfSignedIn: 'code',
};
const ADMINISTRATORS: Row = {
  ...STAFF,
  enabled: '404',
  colleague: '404',
  notEnabled: '404',
  operatorElsewhere: '404',
};
const OFFICE: Row = {
  ...STAFF,
  notEnabled: '404',
  operatorElsewhere: '404',
  administrator: '404',
  administratorElsewhere: '404',
};

const SYSTEMS: Row = {
  visitor: '401',
  sender: '401',
  other: '401',
  senderElsewhere: '401',
  enabled: '401',
  colleague: '401',
  notEnabled: '401',
  operatorElsewhere: '401',
  administrator: '401',
  administratorElsewhere: '401',
  withoutFactor: '401',
  halfSignedIn: '401',
  disabled: '401',
  foreignCookies: '401',
  swappedCookies: '401',
  officeSystem: 'page',
  systemElsewhere: 'page',
};

/** What the routes of a kind answer to whom. */
export const EXPECTED: Readonly<Record<Kind, { readonly whose: string; readonly row: Row }>> = {
  public: { whose: 'Everybody', row: EVERYBODY },
  signed: {
    whose: 'Identity providers, by what they have signed; to all others it says that it is not valid',
    row: EVERYBODY,
  },
  officeDoor: { whose: 'Everybody: the door of the office', row: { ...EVERYBODY, halfSignedIn: 'code' } },
  code: {
    whose: 'Who has given the password and not the code; who is in is sent on to the office',
    row: { ...STAFF, withoutFactor: 'page', halfSignedIn: 'page' },
  },
  citizen: { whose: 'Citizens; what it shows is their own', row: CITIZENS },
  bulletin: { whose: 'Citizens of the ente', row: { ...CITIZENS, senderElsewhere: '404' } },
  owner: {
    whose: 'The citizen who filled in the draft, sent the practice or uploaded the file',
    row: { ...CITIZENS, other: '404', senderElsewhere: '404' },
  },
  operator: { whose: 'Staff of the ente; what it shows is of their services', row: STAFF },
  setUp: {
    whose: 'Staff of the ente, before anything else an administrator who has no second factor',
    row: { ...STAFF, withoutFactor: 'page' },
  },
  office: { whose: 'Staff enabled for the service of the practice', row: OFFICE },
  payment: { whose: 'Staff enabled for the service of the payment', row: OFFICE },
  counter: {
    whose: 'The operator who opened the practice on behalf of a citizen',
    row: { ...OFFICE, colleague: '404' },
  },
  administrator: { whose: 'Administrators of the ente', row: ADMINISTRATORS },
  administered: {
    whose: 'Administrators of the ente that the thing belongs to',
    row: { ...ADMINISTRATORS, administratorElsewhere: '404' },
  },
  registrations: {
    whose: 'Systems of the office’s that have the key of the ente; what it shows is of the ente',
    row: SYSTEMS,
  },
  registration: {
    whose: 'Systems of the office’s that have the key of the ente that the registration belongs to',
    row: { ...SYSTEMS, systemElsewhere: '404' },
  },
  signOut: { whose: 'Everybody: leads to the services, signed out', row: EVERYBODY },
  toOfficeDoor: { whose: 'Everybody: leads to the door of the office', row: NOBODY },
};
