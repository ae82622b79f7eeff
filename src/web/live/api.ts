import { refusalCodes, type Refusal, type RefusalCode } from '../contract';

export interface Credentials {
  sessionId: string;
  csrfToken: string;
}

interface Call {
  query?: Record<string, string | number | boolean | undefined>;
  /** A file is sent as it is. */
  body?: unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Keep it for one intent of the user: a retry with the same key has one effect. */
  idempotencyKey?: string;
}

/** A refusal (problem+json) or a failure to get any answer, as an exception with a typed code. */
export class ApiProblem extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly members: Record<string, unknown> = {},
  ) {
    super(`${code} (${status})`);
  }

  get refusal(): Refusal {
    return { code: this.code, title: this.title, detail: this.detail };
  }
}

export class Api {
  constructor(
    private readonly credentials: () => Credentials | undefined = () => undefined,
    private readonly send: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  get<T>(path: string, call: Call = {}) {
    return this.request<T>('GET', path, call);
  }

  /** An answer that is text, not JSON. */
  async getText(path: string, call: Call = {}) {
    return (await this.answer('GET', path, call)).text();
  }

  /** A file that somebody wants to keep. */
  async getFile(path: string, call: Call = {}) {
    return (await this.answer('GET', path, call)).blob();
  }

  remove<T = void>(path: string, call: Call = {}) {
    return this.request<T>('DELETE', path, { ...call, body: {} });
  }

  post<T = void>(path: string, body?: unknown, call: Call = {}) {
    return this.request<T>('POST', path, { ...call, body: body ?? {} });
  }

  private async request<T>(method: string, path: string, call: Call): Promise<T> {
    const response = await this.answer(method, path, call);
    if (response.status === 204) return undefined as T;
    return (await response.json()) as T;
  }

  private async answer(method: string, path: string, call: Call): Promise<Response> {
    const timeout = AbortSignal.timeout(call.timeoutMs ?? 15_000);
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
    let response: Response;
    try {
      response = await this.send(withQuery(path, call.query), {
        method,
        signal,
        credentials: 'same-origin',
        headers: this.headers(call),
        body: call.body === undefined || call.body instanceof Blob ? call.body : JSON.stringify(call.body),
      });
    } catch (error) {
      if (call.signal?.aborted) throw error;
      throw new ApiProblem(timeout.aborted ? 'TIMED_OUT' : 'OFFLINE', 0, '', '');
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  private headers(call: Call): Record<string, string> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    const credentials = this.credentials();
    if (credentials) {
      headers['X-Session'] = credentials.sessionId;
      if (call.body !== undefined) headers['X-Csrf-Token'] = credentials.csrfToken;
    }
    if (call.body !== undefined) headers['Content-Type'] = call.body instanceof Blob ? call.body.type : 'application/json';
    if (call.idempotencyKey) headers['Idempotency-Key'] = call.idempotencyKey;
    return headers;
  }
}

export const newCommandId = () => crypto.randomUUID();

function withQuery(path: string, query: Call['query']) {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  if (pairs.length === 0) return path;
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}

async function problemOf(response: Response) {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const code = refusalCodes.find((known) => known === body.code) ?? codeOfStatus(response.status);
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  return new ApiProblem(code, response.status, text(body.title), text(body.detail), { retryAfter, ...body });
}

function codeOfStatus(status: number): RefusalCode {
  if (status === 401) return 'NOT_SIGNED_IN';
  if (status === 403) return 'NOT_ALLOWED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 429) return 'RATE_LIMITED';
  if (status === 503) return 'UNAVAILABLE';
  return status < 500 ? 'INVALID' : 'FAULT';
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
