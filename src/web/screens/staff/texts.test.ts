import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../../contract';
import { texts as admin } from '../admin/texts';
import { texts as clinic } from '../clinic/texts';
import { topics } from '../join/refusal/topics';
import { texts as staff } from './texts';

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.endsWith('texts.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

const sources = { staff: filesOf('screens/staff'), clinic: filesOf('screens/clinic'), admin: filesOf('screens/admin') };

function unused(catalogue: object, source: string) {
  const templates = [...source.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map((match) => match[1] ?? '');
  // reason.… and remedy.… are looked up by codes that the server sends.
  const known = [...templates, 'reason.', 'remedy.', 'refusal.', 'alert.', 'schedule.warning.', 'rule.'];
  return Object.keys(catalogue).filter((key) => !source.includes(`'${key}'`) && !known.some((start) => key.startsWith(start)));
}

describe('the staff texts', () => {
  it('have words for every refusal', () => {
    for (const code of [...refusalCodes, 'OFFLINE', 'TIMED_OUT', 'FAULT']) expect(staff).toHaveProperty([`refusal.${code}`]);
  });

  it('have words for every licensure reason of the server, and say what to do about those that hold', () => {
    for (const code of Object.keys(topics)) expect(staff).toHaveProperty([`reason.${code}`]);
    for (const [code, topic] of Object.entries(topics)) if (topic) expect(staff).toHaveProperty([`remedy.${code}`]);
  });

  it('hold nothing that no screen uses', () => {
    expect(unused(staff, Object.values(sources).join('\n'))).toEqual([]);
    expect(unused(clinic, sources.clinic)).toEqual([]);
    expect(unused(admin, sources.admin)).toEqual([]);
  });
});
