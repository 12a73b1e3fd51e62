/** Ids: 128 random bits as 26 letters of Crockford's base32. */

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LETTERS = 26;

/** A new id, from the browser's cryptographic source. */
export function newId(): string {
  return idOf(crypto.getRandomValues(new Uint8Array(16)));
}

/** The id of these 16 bytes, most significant first. */
export function idOf(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let place = LETTERS - 1; place >= 0; place -= 1) {
    text += ALPHABET[Number((bits >> BigInt(place * 5)) & 31n)];
  }
  return text;
}

/** Whether this is the text of an id. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text);
}
