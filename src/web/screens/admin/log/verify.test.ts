import { describe, expect, it } from 'vitest';
import { includes, leafHash, nodeHash, readProof, verify } from './verify';

const bytes = (text: string) => new TextEncoder().encode(text);
const base64 = (data: Uint8Array) => btoa(String.fromCharCode(...data));
const hex = (data: Uint8Array) => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('a proof checked in the browser', () => {
  it('hashes as RFC 6962 does', async () => {
    expect(hex(await leafHash(bytes('')))).toMatch(/^6e340b9c/);
    expect(hex(await leafHash(bytes('L123456')))).toMatch(/^395aa064/);
    expect(hex(await nodeHash(bytes('N123'), bytes('N456')))).toMatch(/^aa217fe8/);
  });

  async function proved(record: string, at = 2) {
    const records = ['one', 'two', record, 'four', 'five'];
    const leaves = await Promise.all(records.map((text) => leafHash(bytes(text))));
    const [a, b, c, d, e] = leaves as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const [ab, cd] = [await nodeHash(a, b), await nodeHash(c, d)];
    const root = await nodeHash(await nodeHash(ab, cd), e);
    const note = `log.test/1\n5\n${base64(root)}\n\n— log.test/1 AAAAAAAA\n`;
    return { root, path: [d, ab, e], text: `c2sp.org/tlog-proof@v1\nextra ${btoa(record)}\nindex ${at}\n${[d, ab, e].map(base64).join('\n')}\n\n${note}` };
  }

  it('finds a record at its place, and nowhere else', async () => {
    const { root, path } = await proved('three');
    const leaf = await leafHash(bytes('three'));
    expect(await includes(leaf, 2, 5, path, root)).toBe(true);
    for (const [index, size] of [[1, 5], [3, 5], [2, 9], [5, 5], [2, 4]] as const) expect(await includes(leaf, index, size, path, root)).toBe(false);
    expect(await includes(leaf, 2, 5, path.slice(1), root)).toBe(false);
  });

  it('believes the whole proof only for these very bytes', async () => {
    const { text } = await proved('three');
    const proof = readProof(text)!;
    expect(await verify('three', proof, [])).toMatchObject({ bytes: true, included: true, index: 2, size: 5 });
    expect(await verify('threE', proof, [])).toMatchObject({ bytes: false, included: false });
    expect(readProof(text.replace('index 2', 'index two'))).toBeUndefined();
    expect(readProof('something else\n\n')).toBeUndefined();
  });

  it('checks the signature of a known key', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']) as CryptoKeyPair;
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    const key = new Uint8Array([1, ...raw]);
    const id = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array([...bytes('log.test/1\n'), ...key]))).slice(0, 4);
    const { text } = await proved('three');
    const proof = readProof(text)!;
    const said = proof.note.slice(0, proof.note.indexOf('\n\n') + 1);
    const signature = new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, pair.privateKey, bytes(said)));
    const signed = { ...proof, note: `${said}\n— log.test/1 ${base64(new Uint8Array([...id, ...signature]))}\n` };
    const vkey = `log.test/1+${hex(id)}+${base64(key)}`;
    expect(await verify('three', signed, [vkey])).toMatchObject({ signed: true, key: `log.test/1+${hex(id)}` });
    expect(await verify('three', { ...signed, note: signed.note.replace('\n5\n', '\n6\n') }, [vkey])).toMatchObject({ signed: false });
  });
});
