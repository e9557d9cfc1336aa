/** Why something is not done: the status of HTTP that the platform answers with, and its reason. */
export interface Refused {
  readonly status: 400 | 403 | 404 | 409 | 422;
  readonly title: string;
}

export const refused = (status: Refused['status'], title: string): Refused => ({ status, title });
