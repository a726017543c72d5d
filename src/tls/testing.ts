import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

// Certificates for tests: X.509 v3 (RFC 5280) in DER, with ECDSA keys on P-256, which are made in a millisecond.

/** A certificate and its key, both as PEM. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** The common name. */
  readonly cn: string;
  /** The organisation. */
  readonly o?: string;
  /** Further parts of the subject, after these. */
  readonly more?: readonly (readonly [attribute: 'cn' | 'o' | 'ou', text: string])[];
  /** The names that clients reach a server under; an IPv4 address or a DNS name. */
  readonly hosts?: readonly string[];
  readonly usage?: 'server' | 'client';
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

export interface Authority extends Issued {
  issue(options: CertificateOptions): Issued;
}

const DAY_MS = 86_400_000;
const OID = {
  cn: '2.5.4.3',
  o: '2.5.4.10',
  ou: '2.5.4.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  subjectAltName: '2.5.29.17',
  extendedKeyUsage: '2.5.29.37',
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
};

/** An authority of its own, self-signed. */
export function createAuthority(cn = 'Test authority'): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = certificate({ cn }, { cn }, keys.publicKey, keys.privateKey, true);
  return {
    cert: own,
    key: pemOf(keys.privateKey),
    issue: (options) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return { cert: certificate(options, { cn }, publicKey, keys.privateKey, false), key: pemOf(privateKey) };
    },
  };
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function certificate(
  options: CertificateOptions,
  issuer: { readonly cn: string; readonly o?: string },
  publicKey: KeyObject,
  signer: KeyObject,
  isAuthority: boolean,
): string {
  const { hosts, usage, notBefore = new Date(Date.now() - DAY_MS), notAfter = new Date(Date.now() + DAY_MS) } = options;
  const extensions = [
    ...(isAuthority ? [extension(OID.basicConstraints, sequence(tlv(0x01, Buffer.from([0xff]))))] : []),
    ...(usage ? [extension(OID.extendedKeyUsage, sequence(oid(OID[usage])))] : []),
    ...(hosts ? [extension(OID.subjectAltName, sequence(...hosts.map(alternativeName)))] : []),
  ];
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name(issuer),
    sequence(time(notBefore), time(notAfter)),
    name(options),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [tlv(0xa3, sequence(...extensions))] : []),
  );
  const signature = tlv(0x03, Buffer.from([0]), sign('sha256', body, signer));
  const base64 = sequence(body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${base64.trimEnd()}\n-----END CERTIFICATE-----\n`;
}

function tlv(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...members: readonly Buffer[]): Buffer {
  return tlv(0x30, ...members);
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function name({ o, cn, more = [] }: Pick<CertificateOptions, 'cn' | 'o' | 'more'>): Buffer {
  const part = (id: string, text: string) => tlv(0x31, sequence(oid(id), tlv(0x0c, Buffer.from(text))));
  const further = more.map(([attribute, text]) => part(OID[attribute], text));
  return sequence(...(o === undefined ? [] : [part(OID.o, o)]), part(OID.cn, cn), ...further);
}

/** GeneralizedTime: `20260301000000Z`. */
function time(at: Date): Buffer {
  return tlv(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+Z/g, '')}Z`));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), tlv(0x04, value));
}

function alternativeName(host: string): Buffer {
  return /^[\d.]+$/.test(host)
    ? tlv(0x87, Buffer.from(host.split('.').map(Number)))
    : tlv(0x82, Buffer.from(host, 'latin1'));
}
