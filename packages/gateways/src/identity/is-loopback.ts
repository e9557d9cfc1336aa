import { BlockList, isIP } from 'node:net';

/** Whether a host to listen on is reached from this machine alone: 127.0.0.0/8, ::1 or `localhost`. */
export const isLoopback = (host: string): boolean => {
  if (host === 'localhost') return true;
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  const family = isIP(host);
  return family !== 0 && loopback.check(host, family === 4 ? 'ipv4' : 'ipv6');
};
