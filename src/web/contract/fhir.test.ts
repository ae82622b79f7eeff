import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

interface Validators {
  json: { validate(resource: unknown): unknown[] };
  fhir: { validate(resource: unknown, options: { errorOnUnexpected: boolean }): { valid: boolean; messages: unknown[] } };
}

/** Two programs that we did not write: HL7's own JSON schema, and another reader of the resource's definition. */
function validators(): Validators {
  const load = createRequire(import.meta.url);
  const Schema = load('@asymmetrik/fhir-json-schema-validator') as new () => Validators['json'];
  const { Fhir } = load('fhir') as { Fhir: new () => Validators['fhir'] };
  return { json: new Schema(), fhir: new Fhir() };
}

/** The file that the server's own test compares its bytes with. */
const practitioner = () => JSON.parse(readFileSync('../../tests/Shared/Fhir/practitioner.json', 'utf8')) as { qualification: { period: { start: string } }[] };

// They read HL7's whole definitions first.
describe('a clinician as FHIR', { timeout: 60_000 }, () => {
  const { json, fhir } = validators();

  it('is a valid R4 Practitioner to others’ validators', () => {
    expect(json.validate(practitioner())).toEqual([]);
    expect(fhir.validate(practitioner(), { errorOnUnexpected: true })).toMatchObject({ valid: true });
  });

  it('would be refused by them with a fault in it', () => {
    const faulty = practitioner();
    faulty.qualification[0]!.period.start = 'yesterday';
    expect(json.validate(faulty)).not.toEqual([]);
    expect(fhir.validate({ ...practitioner(), licence: 'UT' }, { errorOnUnexpected: true })).toMatchObject({ valid: false });
  });
});
