/** The page of the code that follows the password. @param destination where to go on to; null for the control panel */
export const codeHref = (slug: string, destination: string | null): string => {
  const page = `/${slug}/operatori/accesso/codice`;
  return destination === null ? page : `${page}?verso=${encodeURIComponent(destination)}`;
};
