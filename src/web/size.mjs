// Fails when the script a patient needs before the first screen exceeds the budget, when the vendor's video code is part of it, or when any
// script makes code from text, which the content policy forbids.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const out = new URL('../Telehealth.Server/wwwroot/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', out), 'utf8'));
const budget = 60 * 1024;
const seen = new Set();

function collect(key) {
  if (seen.has(key)) return;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) collect(next);
}

for (const key of ['index.html', 'screens/join/JoinApp.tsx']) {
  if (!manifest[key]) {
    console.error(`No build entry ${key}: run "npm run build" first.`);
    process.exit(1);
  }
  collect(key);
}

let total = 0;
for (const key of seen) {
  const { file } = manifest[key];
  if (!file.endsWith('.js')) continue;
  const bytes = gzipSync(readFileSync(new URL(file, out))).length;
  total += bytes;
  console.log(`${String(bytes).padStart(7)}  ${file}`);
}
console.log(`${String(total).padStart(7)}  patient start, gzip (budget ${budget})`);

const problems = total > budget ? ['The start is over its budget.'] : [];
const lazy = Object.values(manifest).filter(({ src, name }) => `${src} ${name}`.includes('twilio'));
if (lazy.length !== 1 || !lazy[0].isDynamicEntry) problems.push('twilio-video is not a chunk of its own.');
for (const { file } of lazy) console.log(`${String(gzipSync(readFileSync(new URL(file, out))).length).padStart(7)}  ${file} (when a call needs it)`);
for (const file of readdirSync(new URL('assets/', out)).filter((name) => name.endsWith('.js')))
  if (/\bFunction\(|\beval\(/.test(readFileSync(new URL(`assets/${file}`, out), 'utf8'))) problems.push(`${file} makes code from text.`);
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
