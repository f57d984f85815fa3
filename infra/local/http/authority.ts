import { BlockList, isIP } from 'node:net';

/** A name or address and a port, as a `Host` header gives them: in lower case, without the dot of a whole name. */
export type Authority = {
  readonly name: string;
  /** Undefined where it is the scheme's own. */
  readonly port: number | undefined;
};

const form = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/;
const highestPort = 65_535;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Reads an authority without a user's name; undefined when it is none. */
export const authorityOf = (text: string): Authority | undefined => {
  const [, given, digits] = form.exec(text.toLowerCase()) ?? [];
  const name = given?.replace(/\.$/, '');
  if (name === undefined || name === '' || (name.startsWith('[') && isIP(name.slice(1, -1)) !== 6)) return undefined;
  const port = digits === undefined ? undefined : Number(digits);
  return port !== undefined && port > highestPort ? undefined : { name, port };
};

/** Whether only this machine can be meant: a name that nobody else can give away, or an address of its own loopback. */
export const isLoopback = (name: string): boolean => {
  const address = name.replace(/^\[|\]$/g, '');
  switch (isIP(address)) {
    case 4:
      return loopback.check(address, 'ipv4');
    case 6:
      return loopback.check(address, 'ipv6');
    default:
      return name === 'localhost';
  }
};

/** Whether two authorities of one scheme are one and the same. */
export const isSameAuthority = (one: Authority, other: Authority, schemePort: number): boolean =>
  one.name === other.name && (one.port ?? schemePort) === (other.port ?? schemePort);
