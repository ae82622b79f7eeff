import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { es } from './es';
import { fill, type Text } from './translator';

const sources = ['.', 'screens', 'ui', 'devices', 'video', 'live']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

const forms = (text: Text) => (typeof text === 'string' ? [text] : [text.one, text.other]);
const places = (text: Text) => [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

describe('catalogues', () => {
  it('hold every text in both languages', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    for (const text of [...Object.values(en), ...Object.values(es)])
      for (const form of forms(text)) expect(form.trim()).not.toBe('');
  });

  it('use the same places in both languages', () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect([key, places(es[key])]).toEqual([key, places(en[key])]);
  });

  it('hold no text that no screen uses', () => {
    // A key is used literally, or as a template whose start is written out: t(`leave.${reason}`).
    const templates = [...sources.matchAll(/`([a-zA-Z]+\.[a-zA-Z]*)\$\{/g)].map((match) => match[1] ?? '');
    const unused = Object.keys(en).filter(
      (key) => !sources.includes(`'${key}'`) && !templates.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  it('choose the form by the count', () => {
    const text = { one: '{count} person', other: '{count} people' };
    expect(fill(text, { count: 1 }, 'en')).toBe('1 person');
    expect(fill(text, { count: 3 }, 'es')).toBe('3 people');
  });
});
