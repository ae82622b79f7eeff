// Makes src/Telehealth.Domain/Licensure/Geo/us-map.bin: the lines between states, between their time zones and around the country.
// The same inputs give the same bytes. Usage: node build.mjs US_ATLAS_FOLDER WORLD_ATLAS_FOLDER OUTPUT (see README.md, the format too).
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { decode, sides } from './topology.mjs';
import { states } from './states.mjs';

const [, , usFolder, worldFolder, output] = process.argv;
const here = path.dirname(new URL(import.meta.url).pathname);
const read = (folder, file) => fs.readFileSync(path.join(folder, file));

const atlasBytes = read(usFolder, 'counties-10m.json');
const worldBytes = read(worldFolder, 'countries-10m.json');
const zoneBytes = read(here, 'county-zones.json');
const atlas = JSON.parse(atlasBytes);
const zones = JSON.parse(zoneBytes);
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest();

const kind = { zone: 0, surveyed: 1, other: 2, landSurveyed: 3, landOther: 4, shore: 5 };

// Straight lines set out by surveyors; the atlas is at most 260 m off there, and up to 2.3 km on rivers, crests and coasts.
const surveyed = new Set('AZ-NM AZ-UT CA-NV CA-OR CO-UT ID-NV ID-UT ID-WY NV-OR NV-UT UT-WY'.split(' '));

// The water boundary between Washington and British Columbia (treaties of 1846 and 1908), which no atlas of land draws: degrees, within about 1 km;
// from the Peace Arch on, a little way inland so that no gap is left to the land line.
const straits = [
  [-122.7500, 49.0021], [-123.0343, 49.0021], [-123.3214, 49.0025], [-123.0081, 48.8269], [-123.0081, 48.7686], [-123.2681, 48.6936], [-123.1136, 48.4303],
  [-123.2467, 48.2839], [-123.5417, 48.2239], [-124.0125, 48.2981], [-124.7272, 48.4928],
];

const metersPerDegree = 111_195;
const nearNational = 2_500;

const { arcs, degrees } = decode(atlas);
const zoneNames = [...new Set([...Object.values(zones.states), ...Object.values(zones.counties)].flat())].sort();
const stateCodes = Object.values(states).sort();

// A region is the part of a state whose counties have the same zones.
const regionOf = (county) => {
  const state = states[county.id.slice(0, 2)];
  return `${state} ${[zones.counties[county.id] ?? zones.states[state]].flat().join(' ')}`;
};
const regions = [...new Set(atlas.objects.counties.geometries.map(regionOf))].sort();
const bounds = sides(arcs.length, atlas.objects.counties.geometries, (county) => regions.indexOf(regionOf(county)) + 1);
const national = nationalLine();

const lines = [];
bounds.forEach((ends, arc) => {
  // Whoever has a stretch twice, there and back, has none of it.
  const odd = [...new Set(ends)].filter((region) => ends.filter((end) => end === region).length % 2 === 1).sort((x, y) => x - y);
  if (odd.length > 2) throw new Error(`arc ${arc} lies between ${odd.length} regions`);
  if (odd.length === 0) return;
  const [a, b] = odd.length === 1 ? [0, odd[0]] : odd;
  for (const part of parts(a, b, arcs[arc])) lines.push({ a, b, ...part });
});
lines.push({ a: 0, b: 0, kind: kind.landOther, points: straits.map(quantized) });

/** An arc, cut where its kind changes: one county's outline may go from the shore to the national line. */
function parts(a, b, points) {
  const cut = [];
  for (let i = 1; i < points.length; i++) {
    const what = kindOf(a, b, degrees(points[i - 1]), degrees(points[i]));
    if (cut.at(-1)?.kind === what) cut.at(-1).points.push(points[i]);
    else cut.push({ kind: what, points: [points[i - 1], points[i]] });
  }
  return cut;
}

function kindOf(a, b, from, to) {
  const [one, other] = [a, b].map((region) => (region === 0 ? null : regions[region - 1].slice(0, 2)));
  if (one === other) return kind.zone;
  if (one !== null) return surveyed.has([one, other].sort().join('-')) ? kind.surveyed : kind.other;
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  if (![from, middle, to].every((point) => toNational(point) < nearNational)) return kind.shore;
  return [from, to].every(isBritishColumbia) || (other === 'AZ' && [from, to].every(isSonora)) ? kind.landSurveyed : kind.landOther;
}

/** The 49th parallel west of the Rocky Mountains. */
function isBritishColumbia([x, y]) { return x < -114.05 && Math.abs(y - 49) < 0.01; }

/** Arizona's land line, without the Colorado below Yuma. */
function isSonora([x, y]) { return x > -114.82 && y < 32.51; }

/** Lines of Natural Earth between the United States (840) and Canada or Mexico (124, 484). */
function nationalLine() {
  const world = JSON.parse(worldBytes);
  const decoded = decode(world);
  const found = sides(decoded.arcs.length, world.objects.countries.geometries, (country) => Number(country.id));
  return decoded.arcs.filter((_, i) => found[i].includes(840) && (found[i].includes(124) || found[i].includes(484)))
    .flatMap((arc) => arc.slice(1).map((point, i) => [decoded.degrees(arc[i]), decoded.degrees(point)]));
}

function toNational([x, y]) {
  const c = Math.cos((y * Math.PI) / 180);
  let nearest = Infinity;
  for (const [[ax, ay], [bx, by]] of national) {
    const [px, py, qx, qy] = [(x - ax) * c, y - ay, (bx - ax) * c, by - ay];
    const u = Math.min(1, Math.max(0, (px * qx + py * qy) / (qx * qx + qy * qy || 1)));
    nearest = Math.min(nearest, Math.hypot(px - u * qx, py - u * qy));
  }
  return nearest * metersPerDegree;
}

function quantized([x, y]) {
  const { scale, translate } = atlas.transform;
  return [Math.round((x - translate[0]) / scale[0]), Math.round((y - translate[1]) / scale[1])];
}

const bytes = [];
const text = (value) => {
  const encoded = Buffer.from(value, 'utf8');
  number(encoded.length);
  bytes.push(...encoded);
};
function number(value) {
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  bytes.push(value);
}
const signed = (value) => number(value < 0 ? -2 * value - 1 : 2 * value);
const list = (items, write) => { number(items.length); items.forEach(write); };

bytes.push(...Buffer.from('USMAP1'));
text(JSON.stringify({
  source: 'npm us-atlas 3.0.1, counties-10m.json: US Census Bureau, cartographic boundaries 2017, 1:5,000,000; public domain',
  sourceSha256: sha256(atlasBytes).toString('hex'),
  nationalLines: 'npm world-atlas 2.0.2, countries-10m.json: Natural Earth 4.1.0; public domain; used to tell national lines from shores',
  nationalLinesSha256: sha256(worldBytes).toString('hex'),
  zones: zones.about,
  zonesSha256: sha256(zoneBytes).toString('hex'),
  madeBy: 'tools/us-map/build.mjs',
}));
list(stateCodes, text);
list(zoneNames, text);
list(regions, (region) => {
  const [state, ...ids] = region.split(' ');
  number(stateCodes.indexOf(state));
  list(ids, (id) => number(zoneNames.indexOf(id)));
});
const steps = Buffer.alloc(32);
[...atlas.transform.scale, ...atlas.transform.translate].forEach((value, i) => steps.writeDoubleLE(value, 8 * i));
bytes.push(...steps);
list(lines, (line) => {
  number(line.a);
  number(line.b);
  number(line.kind);
  let x = 0, y = 0;
  list(line.points, ([px, py]) => { signed(px - x); signed(py - y); [x, y] = [px, py]; });
});

const body = Buffer.from(bytes);
const hash = sha256(body);
fs.writeFileSync(output, Buffer.concat([body, hash]));
console.log(`${regions.length} regions, ${lines.length} lines, ${lines.reduce((n, l) => n + l.points.length, 0)} points, ${body.length + 32} bytes, sha256 ${hash.toString('hex')}`);
