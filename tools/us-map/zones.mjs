// Derives county-zones.json: the time zones in which the people of each county live. Run by hand, rarely (see README.md).
// Usage: node zones.mjs ATLAS_FOLDER > county-zones.json, in a folder where geo-tz is installed.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { decode, points, rings } from './topology.mjs';
import { states } from './states.mjs';

const { find } = createRequire(path.join(process.cwd(), 'package.json'))('geo-tz');

const metersPerDegree = 111_195;
const samplesPerSide = 24;

// The atlas draws county lines up to 2.5 km off. A zone that is found only nearer to a county's edge than this belongs to its neighbour.
const deepEnough = 3_000;

// Zones that differ only in the past, by the one that stands for them in a state's own list.
const same = [
  [/^America\/Indiana\/(Tell_City|Knox)$/, 'America/Chicago'],
  [/^America\/Indiana\//, 'America/Indiana/Indianapolis'],
  [/^America\/Kentucky\//, 'America/New_York'],
  [/^America\/(North_Dakota\/.+|Menominee|Matamoros)$/, 'America/Chicago'],
  [/^America\/Ciudad_Juarez$/, 'America/Denver'],
  [/^America\/(Juneau|Sitka|Nome|Yakutat|Metlakatla)$/, 'America/Anchorage'],
];

// What the sampling misses, too small or too near to an edge: West Wendover in Elko County, Nevada, and the western Aleutians.
const towns = { 32007: ['America/Denver', 'America/Los_Angeles'], '02016': ['America/Adak', 'America/Anchorage'] };

const topology = JSON.parse(fs.readFileSync(path.join(process.argv[2], 'counties-10m.json'), 'utf8'));
const decoded = decode(topology);

function zonesOf(county) {
  const outline = rings(county).map((ring) => points(ring, decoded));
  const [xs, ys] = [outline.flat().map((p) => p[0]), outline.flat().map((p) => p[1])];
  const [west, east, south, north] = [min(xs), max(xs), min(ys), max(ys)];
  const found = new Map();
  for (let i = 0; i < samplesPerSide; i++) {
    for (let j = 0; j < samplesPerSide; j++) {
      const x = west + ((i + 0.5) / samplesPerSide) * (east - west);
      const y = south + ((j + 0.5) / samplesPerSide) * (north - south);
      const depth = depthIn(outline, x, y);
      if (depth === 0) continue;
      for (const zone of find(y, x).map((zone) => standing(zone, states[county.id.slice(0, 2)]))) {
        const so = found.get(zone) ?? { count: 0, deepest: 0 };
        found.set(zone, { count: so.count + 1, deepest: Math.max(so.deepest, depth) });
      }
    }
  }

  const ranked = [...found].sort((a, b) => b[1].count - a[1].count);
  return ranked.filter(([, so], i) => i === 0 || so.deepest >= deepEnough).map(([zone]) => zone).sort();
}

/** Metres to the nearest edge; 0 outside. */
function depthIn(outline, x, y) {
  let inside = false, nearest = Infinity;
  const c = Math.cos((y * Math.PI) / 180);
  for (const ring of outline) {
    for (let k = 0, l = ring.length - 1; k < ring.length; l = k++) {
      const [ax, ay] = ring[l], [bx, by] = ring[k];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const [px, py, qx, qy] = [(x - ax) * c, y - ay, (bx - ax) * c, by - ay];
      const u = Math.min(1, Math.max(0, (px * qx + py * qy) / (qx * qx + qy * qy || 1)));
      nearest = Math.min(nearest, Math.hypot(px - u * qx, py - u * qy));
    }
  }
  return inside ? nearest * metersPerDegree : 0;
}

function standing(zone, state) {
  const one = same.find(([pattern]) => pattern.test(zone))?.[1] ?? zone;
  return state === 'IN' && one === 'America/New_York' ? 'America/Indiana/Indianapolis' : one;
}

function min(numbers) { return numbers.reduce((a, b) => Math.min(a, b)); }
function max(numbers) { return numbers.reduce((a, b) => Math.max(a, b)); }

const byState = {};
for (const county of topology.objects.counties.geometries) {
  const state = states[county.id.slice(0, 2)];
  const zones = towns[county.id] ?? zonesOf(county);
  if (zones.length > 0) (byState[state] ??= []).push([county.id, zones]);
}

const usual = {}, counties = {};
for (const [state, list] of Object.entries(byState).sort()) {
  const tally = {};
  for (const [, zones] of list) tally[zones.join()] = (tally[zones.join()] ?? 0) + 1;
  const most = Object.entries(tally).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
  usual[state] = most;
  for (const [id, zones] of list) if (zones.join() !== most) counties[id] = zones;
}

const lines = (table) => Object.entries(table).sort().map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n');
console.log(`{
  "about": "Time zones by county: facts sampled from geo-tz 8.1.9 (data of OpenStreetMap contributors) over the counties of us-atlas 3.0.1; two zones where a county is split.",
  "states": {\n${lines(usual)}\n  },
  "counties": {\n${lines(counties)}\n  }
}`);
