import { describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '../../live';
import { refusalOf, refusalText } from './refusals';
import { signInProblem } from './SignIn';
import { staffApi } from './StaffSession';

describe('signing in', () => {
  it('never says which part was wrong, and says how long a lock lasts', () => {
    expect(signInProblem(new ApiProblem('NOT_SIGNED_IN', 401, '', ''))).toBe('The e-mail or the password is not right.');
    expect(signInProblem(new ApiProblem('RATE_LIMITED', 429, '', '', { retryAfter: 610 }))).toContain('about 11 min');
    expect(signInProblem(new ApiProblem('OFFLINE', 0, '', ''))).toContain('no connection');
  });

  it('ends the session in this window when any call answers 401', async () => {
    const expired = vi.fn();
    const session = { sessionId: 's', csrfToken: 'c', staff: { staffId: 'a', name: 'A', roles: [] } };
    const api = staffApi(session, expired, async () => new Response('{"code":"NOT_SIGNED_IN"}', { status: 401 }));
    await expect(api.get('/api/visits')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(expired).toHaveBeenCalledOnce();
  });
});

describe('a refusal', () => {
  it('keeps the decision, the wrong members and the number of a fault', () => {
    const members = { errors: { duration: ['5 to 480'] }, correlationId: 'abc' };
    expect(refusalOf(new ApiProblem('INVALID', 400, '', 'x', members))).toMatchObject({ code: 'INVALID', ...members });
    expect(refusalOf(new Error('anything')).code).toBe('FAULT');
  });

  it('says the server’s sentence for the case, else its own', () => {
    expect(refusalText({ code: 'WRONG_PHASE', detail: 'The visit is closed.' })).toBe('The visit is closed.');
    expect(refusalText({ code: 'WRONG_PHASE' })).toContain('moved on');
  });
});
