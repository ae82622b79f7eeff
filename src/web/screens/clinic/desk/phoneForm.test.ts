import { describe, expect, it } from 'vitest';
import { emptyPhoneForm, phoneErrors, phoneRequest } from './phoneForm';

const told = { ...emptyPhoneForm, state: 'UT', callbackPhone: ' +18015550142 ', contactName: 'Rafael', contactPhone: '+18015550177', contactRelationship: 'brother', accepted: true };
const wrong = (change: Partial<typeof told>) => phoneErrors({ ...told, ...change }).map(({ id }) => id);

describe('a check-in by phone', () => {
  it('needs a number and a contact, or a reason for each, and the consent', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ callbackPhone: '', contactPhone: '', accepted: false })).toEqual(['callbackPhone', 'contactName', 'accepted']);
    expect(wrong({ callbackPhone: '', callbackPhoneDeclined: 'NoPhone' })).toEqual([]);
    expect(wrong({ callbackPhoneDeclined: 'NoPhone' })).toEqual(['callbackPhone']);
  });

  it('takes an address whole or not at all, and a country by its code', () => {
    expect(wrong({ line: '1 Main St' })).toEqual(['line']);
    expect(wrong({ where: 'other', country: 'Canada' })).toEqual(['country']);
    expect(wrong({ where: 'other', country: 'ca' })).toEqual([]);
  });

  it('sends exactly one of each pair, trimmed, and no state when it is not sure', () => {
    const request = phoneRequest({ ...told, state: '', contactDeclined: 'Unsafe' }, '3');
    expect(request.location).toEqual({ country: 'US' });
    expect(request.callbackPhone).toBe('+18015550142');
    expect(request.emergencyContactDeclined).toBe('Unsafe');
    expect(request).not.toHaveProperty('emergencyContact');
    expect(request).not.toHaveProperty('callbackPhoneDeclined');
    expect(request.consent).toEqual({ version: '3', language: 'en', accepted: true });
    expect(phoneRequest({ ...told, where: 'other', country: 'mx', state: 'UT' }, '3').location).toEqual({ country: 'MX' });
  });
});
