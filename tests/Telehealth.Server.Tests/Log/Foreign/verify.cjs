// Checks a proof that stands alone with Sigstore's own code and nothing of ours: node verify.cjs VKEY PROOF...
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const sigstore = path.join(process.cwd(), 'node_modules/@sigstore/verify/dist/tlog');
const { verifyCheckpoint } = require(path.join(sigstore, 'checkpoint.js'));
const { verifyMerkleInclusion } = require(path.join(sigstore, 'merkle.js'));

const [vkey, ...proofs] = process.argv.slice(2);
const [name, id] = vkey.split('+', 2);
const key = Buffer.from(vkey.slice(name.length + id.length + 2), 'base64').subarray(1);
const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
const log = { logID: Buffer.from(id, 'hex'), baseURL: `https://${name}`, publicKey: crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' }) };

for (const file of proofs) {
  const text = fs.readFileSync(file, 'utf8');
  const split = text.indexOf('\n\n');
  const [, extra, index, ...hashes] = text.slice(0, split).split('\n');
  const entry = {
    canonicalizedBody: Buffer.from(extra.slice('extra '.length), 'base64'),
    inclusionProof: { logIndex: index.slice('index '.length), hashes: hashes.map((h) => Buffer.from(h, 'base64')), checkpoint: { envelope: text.slice(split + 2) } },
  };
  try {
    verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log]));
  } catch (error) {
    console.log(`BAD ${error.message}`);
    process.exit(1);
  }
}
console.log(`OK ${proofs.length} proofs`);
