/** An address that no router can read (`/%`, `/%ff`) as one that can be: a page that does not exist, like any other. */
export const readableUrl = (url: string): string => {
  const [path = '', ...query] = url.split('?');
  try {
    decodeURI(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
};
