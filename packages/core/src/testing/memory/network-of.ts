import type { NetworkOf } from '../../ports/network-of.ts';

const GROUPS = 8;
const NETWORK_GROUPS = 4;
const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.)/iu;
const IPV6 = /^(?=.*:.*:)[\da-f:]+$/iu;

const groupsOf = (text: string | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : text.split(':');

/** Knows addresses by how they look, not whether they are right. */
export const memoryNetworkOf: NetworkOf = (address) => {
  const text = address.replace(IPV4_IN_IPV6, '').replace(/%.*$/u, '');
  if (!IPV6.test(text)) return text;
  const [before, after] = text.split('::').map(groupsOf);
  const [left = [], right = []] = [before, after];
  const zeros = Array.from({ length: GROUPS - left.length - right.length }, () => '0');
  const network = [...left, ...zeros, ...right].slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
};
