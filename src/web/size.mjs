// Fails when the script a patient needs before the first screen exceeds the budget.
import { readFileSync } from 'node:fs';
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
process.exit(total > budget ? 1 : 0);
