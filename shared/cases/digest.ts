import { hash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';

/** SHA-256 of a value's canonical JSON, base64url. */
export const digest = (value: unknown): string => hash('sha256', canonical(value), 'base64url');
