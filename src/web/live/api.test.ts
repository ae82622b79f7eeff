import { describe, expect, it, vi } from 'vitest';
import { Api, ApiProblem } from './api';

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.fn<typeof fetch>(() => Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status, headers })));

const credentials = () => ({ sessionId: 's1', csrfToken: 'c1' });

async function problemFrom(call: Promise<unknown>): Promise<ApiProblem> {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
}

describe('Api', () => {
  it('names its session on every call and proves it on unsafe ones', async () => {
    const send = answering(200, {});
    const api = new Api(credentials, send);
    await api.get('/api/session');
    await api.post('/api/visits', { a: 1 }, { idempotencyKey: 'k1' });
    const [read, write] = send.mock.calls.map(([, init]) => init?.headers as Record<string, string>);
    expect(read).toMatchObject({ 'X-Session': 's1' });
    expect(read).not.toHaveProperty('X-Csrf-Token');
    expect(write).toMatchObject({ 'X-Session': 's1', 'X-Csrf-Token': 'c1', 'Idempotency-Key': 'k1' });
  });

  it('leaves out what was not asked for', async () => {
    const send = answering(200, { items: [] });
    await new Api(credentials, send).get('/api/visits', { query: { phase: '', from: 'a b', cursor: undefined } });
    expect(send.mock.calls[0]?.[0]).toBe('/api/visits?from=a+b');
  });

  it('turns a problem into its code, texts and members', async () => {
    const send = answering(423, { code: 'LINK_LOCKED', title: 'Locked', detail: 'Later', retryAfter: 900 });
    const problem = await problemFrom(new Api(credentials, send).post('/api/join'));
    expect(problem).toMatchObject({ code: 'LINK_LOCKED', status: 423, title: 'Locked', detail: 'Later' });
    expect(problem.members.retryAfter).toBe(900);
  });

  it('understands refusals without a known code', async () => {
    const codes = [401, 404, 429, 500].map(async (status) => {
      const problem = await problemFrom(new Api(credentials, answering(status, 'no problem')).get('/api/x'));
      return problem.code;
    });
    expect(await Promise.all(codes)).toEqual(['NOT_SIGNED_IN', 'NOT_FOUND', 'RATE_LIMITED', 'FAULT']);
  });

  it('tells no network from no answer in time', async () => {
    const offline = new Api(credentials, () => Promise.reject(new TypeError('failed')));
    expect((await problemFrom(offline.get('/api/x'))).code).toBe('OFFLINE');
    const silent = new Api(credentials, (_, init) => new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
    }));
    expect((await problemFrom(silent.get('/api/x', { timeoutMs: 5 }))).code).toBe('TIMED_OUT');
  });

  it('answers nothing to 204', async () => {
    expect(await new Api(credentials, answering(204, undefined)).post('/api/join/help')).toBeUndefined();
  });
});
