/** What a proof says, and what of it holds, checked here with the browser's own SHA-256 and Ed25519 (C2SP tlog-proof, RFC 6962). */
export interface Verdict {
  index: number;
  size: number;
  root: string;
  /** The record's bytes are those that the proof carries. */
  bytes: boolean;
  included: boolean;
  /** Undefined: this browser cannot check it, or the key is not known. */
  signed?: boolean;
  key: string;
}

export interface Proof {
  index: number;
  extra?: Uint8Array;
  path: Uint8Array[];
  note: string;
}

const header = 'c2sp.org/tlog-proof@v1';

export function readProof(text: string): Proof | undefined {
  const split = text.indexOf('\n\n');
  const lines = split < 0 ? [] : text.slice(0, split).split('\n');
  if (lines.shift() !== header) return undefined;
  const extra = lines[0]?.startsWith('extra ') ? bytesOf(lines.shift()?.slice(6) ?? '') : undefined;
  const index = /^index (\d+)$/.exec(lines.shift() ?? '')?.[1];
  const path = lines.map(bytesOf);
  if (index === undefined || path.some((hash) => hash?.length !== 32)) return undefined;
  return { index: Number(index), extra, path: path as Uint8Array[], note: text.slice(split + 2) };
}

/** @param keys The log's public keys, as vkeys: `name+hash+key`. */
export async function verify(record: string, proof: Proof, keys: readonly string[]): Promise<Verdict | undefined> {
  const [origin = '', size = '', root = ''] = proof.note.split('\n');
  const rootHash = bytesOf(root);
  if (!origin || !/^\d+$/.test(size) || rootHash?.length !== 32) return undefined;
  const bytes = new TextEncoder().encode(record);
  const included = await includes(await leafHash(bytes), proof.index, Number(size), proof.path, rootHash);
  return {
    index: proof.index,
    size: Number(size),
    root,
    bytes: proof.extra === undefined || same(proof.extra, bytes),
    included,
    ...(await signature(proof.note, keys)),
  };
}

export async function includes(leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[], root: Uint8Array) {
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const step of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(step, hash);
      for (; node % 2 === 0 && node !== 0; node = Math.floor(node / 2)) last = Math.floor(last / 2);
    } else {
      hash = await nodeHash(hash, step);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(hash, root);
}

export const leafHash = (bytes: Uint8Array) => sha256([0], bytes);
export const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256([1], left, right);

/** The first known key that signed the note; `signed` stays open where the browser has no Ed25519 or no key is known. */
async function signature(note: string, keys: readonly string[]): Promise<{ signed?: boolean; key: string }> {
  const split = note.indexOf('\n\n');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2).split('\n').map((line) => /^— (\S+) (\S+)$/.exec(line)).filter((line) => line !== null);
  for (const vkey of keys) {
    const [, name = '', id = '', encoded = ''] = /^(.+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey) ?? [];
    const key = bytesOf(encoded);
    const line = lines.find(([, signer]) => signer === name);
    const signed = bytesOf(line?.[2] ?? '');
    if (!key || key[0] !== 1 || key.length !== 33 || signed?.length !== 68 || hexOf(signed.slice(0, 4)) !== id) continue;
    try {
      const imported = await crypto.subtle.importKey('raw', own(key.slice(1)), { name: 'Ed25519' }, false, ['verify']);
      return { signed: await crypto.subtle.verify({ name: 'Ed25519' }, imported, own(signed.slice(4)), own(new TextEncoder().encode(text))), key: `${name}+${id}` };
    } catch {
      return { key: `${name}+${id}` };
    }
  }
  return { key: '' };
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

async function sha256(...parts: (Uint8Array | number[])[]) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
}

// WebCrypto's types want a buffer that is not shared.
const own = (bytes: Uint8Array) => new Uint8Array(bytes);
const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const same = (one: Uint8Array, other: Uint8Array) => one.length === other.length && one.every((byte, index) => byte === other[index]);
