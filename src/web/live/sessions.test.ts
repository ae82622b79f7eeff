import { beforeEach, describe, expect, it } from 'vitest';
import { sessions, type JoinSession } from './sessions';

const session: JoinSession = { sessionId: 's1', csrfToken: 'c1', visitId: 'v1', participantId: 'p1', role: 'Patient' };

describe('sessions', () => {
  beforeEach(() => sessions.forgetEverything());

  it('resume by the link that they were made with', () => {
    sessions.keepForLink('link-a', session);
    expect(sessions.forLink('link-a')).toEqual(session);
    expect(sessions.forLink('link-b')).toBeUndefined();
  });

  it('of two links live side by side', () => {
    sessions.keepForLink('link-a', session);
    sessions.keepForLink('link-b', { ...session, sessionId: 's2' });
    sessions.forgetLink('link-a');
    expect(sessions.forLink('link-a')).toBeUndefined();
    expect(sessions.forLink('link-b')?.sessionId).toBe('s2');
  });

  it('leave nothing behind on a borrowed phone', () => {
    sessions.keepForLink('link-a', session);
    localStorage.setItem('th.language', 'es');
    sessions.forgetEverything();
    expect(sessionStorage.length + localStorage.length).toBe(0);
  });

  it('forget what cannot be read', () => {
    sessionStorage.setItem('th.join.link-a', '{');
    expect(sessions.forLink('link-a')).toBeUndefined();
    expect(sessionStorage.getItem('th.join.link-a')).toBeNull();
  });
});
