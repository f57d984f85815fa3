/** What the `Authorization` header of a request says that is signed with Signature Version 4. */
export type Authorization = {
  readonly accessKeyId: string;
  /** `YYYYMMDD`, as the scope of the signature has it. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  /** In lower case. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
};

const parameterOf = (header: string, name: string): string =>
  new RegExp(`(?:^|[\\s,])${name}=([^\\s,]+)`).exec(header)?.[1] ?? '';

/** Reads an `Authorization` header; undefined when it is not a whole one of Signature Version 4. */
export const parseAuthorization = (header: string): Authorization | undefined => {
  if (!header.startsWith('AWS4-HMAC-SHA256 ')) return undefined;
  const scope = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(parameterOf(header, 'Credential'));
  const signedHeaders = parameterOf(header, 'SignedHeaders');
  const signature = parameterOf(header, 'Signature');
  if (!scope || signedHeaders === '' || signature === '') return undefined;
  const [, accessKeyId = '', day = '', region = '', service = ''] = scope;
  return { accessKeyId, day, region, service, signedHeaders: signedHeaders.toLowerCase().split(';'), signature };
};
