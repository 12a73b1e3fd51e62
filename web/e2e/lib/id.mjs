// Ids as the server writes them.
import { randomBytes } from 'node:crypto';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const LETTERS = 26;

/** 128 random bits in Crockford's base32, in lower case. */
export function newId() {
  let number = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let text = '';
  for (let at = 0; at < LETTERS; at += 1) {
    text = DIGITS[Number(number & 31n)] + text;
    number >>= 5n;
  }
  return text;
}
