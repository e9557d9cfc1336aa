/** Run at the beginning of a page that waits for something: it has reloaded itself as often as it may, and stays as it is. */
export const NO_MORE_REFRESHES = `if (location.protocol === 'http:') sessionStorage.setItem('attesa:' + location.pathname, '20')`;
