/** What travels between client and server, generated from the server's own types. */
export type * from './protocol.gen.ts';
